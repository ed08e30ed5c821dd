#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Puts wdmctl into the image, where wdmctl.conf says initramfs=yes, or add_dracutmodules
# names it.

check() {
    grep -qs '^initramfs=yes$' @SYSCONFDIR@/wdmctl.conf || return 255
}

depends() {
    return 0
}

installkernel() {
    local module
    while read -r module; do
        hostonly='' instmods "$module"
    done <@INTEGRATIONDIR@/modules
}

install() {
    inst_multiple sleep
    inst_binary @BINDIR@/wdmctl /usr/bin/wdmctl
    inst_script @INTEGRATIONDIR@/unlock-at-boot /usr/lib/wdmctl/unlock-at-boot
    inst_simple @INTEGRATIONDIR@/modules /usr/lib/wdmctl/modules
    if [[ -e @SYSCONFDIR@/wdmctl.conf ]]; then
        inst_simple @SYSCONFDIR@/wdmctl.conf /etc/wdmctl.conf
    fi
    inst_hook pre-trigger 50 "${moddir:?}/wdmctl-start.sh"
    inst_hook pre-pivot 10 "$moddir/wdmctl-finish.sh"
}
