#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Makes 78-wdmctl.rules of what "wdmctl unlock --list" prints, read from standard input.
set -eu
cat <<TEXT
# Made from "wdmctl unlock --list": the modems whose lock is known, by their USB or PCI ids.
# wdmctl-unlock@.service does nothing while there is no wdmctl.conf.
ACTION!="add", GOTO="wdmctl_end"
SUBSYSTEM=="usbmisc", KERNEL=="cdc-wdm*", GOTO="wdmctl_port"
SUBSYSTEM=="wwan", KERNEL=="wwan*mbim*|wwan*qmi*", GOTO="wdmctl_port"
GOTO="wdmctl_end"

LABEL="wdmctl_port"
TEXT
# shellcheck disable=SC2016 # udev's $kernel, not the shell's
want='TAG+="systemd", ENV{SYSTEMD_WANTS}+="wdmctl-unlock@$kernel.service"'
count=0
while read -r id _; do
    vendor=${id%%:*}
    product=${id#*:}
    case $id in
    [0-9a-f][0-9a-f][0-9a-f][0-9a-f]:[0-9a-f][0-9a-f][0-9a-f][0-9a-f]) ;;
    *)
        echo "make-rules.sh: '$id' is no vendor:product" >&2
        exit 1
        ;;
    esac
    echo "ATTRS{idVendor}==\"$vendor\", ATTRS{idProduct}==\"$product\", $want"
    echo "ATTRS{vendor}==\"0x$vendor\", ATTRS{device}==\"0x$product\", $want"
    count=$((count + 1))
done
if [ "$count" = 0 ]; then
    echo "make-rules.sh: the list of modems is empty" >&2
    exit 1
fi
printf '\nLABEL="wdmctl_end"\n'
