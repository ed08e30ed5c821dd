#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs mkinitramfs, Debian's maker of an initramfs, where it is missing and this user
# may; else says what to install.
set -eu
if command -v mkinitramfs >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "The test of the initramfs needs mkinitramfs: installing it."
    {
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
            initramfs-tools-core
    } >&2
fi
if command -v mkinitramfs >/dev/null; then exit 0; fi
echo "The test of the initramfs needs mkinitramfs (Debian: initramfs-tools-core)." >&2
exit 1
