#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs what a virtual machine with Debian's kernel takes (QEMU, a static busybox,
# cpio, kmod), by apt, where it is missing and this user may; else says what to install.
set -eu
found() {
    for tool in qemu-system-x86_64 busybox cpio modprobe depmod dpkg-deb; do
        command -v $tool >/dev/null || return 1
    done
    # Debian's package busybox is linked to libc: the machine's is the static one.
    ! ldd "$(command -v busybox)" >/dev/null 2>&1
}
if found; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "The tests on a real kernel need QEMU, busybox-static, cpio and kmod: installing them."
    {
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
            qemu-system-x86 busybox-static cpio kmod
    } >&2
fi
if found; then exit 0; fi
echo "The tests on a real kernel need, from Debian: qemu-system-x86, busybox-static, cpio, kmod." >&2
exit 1
