#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The initramfs that does the job: installs what make install-integration does, has Debian's
# mkinitramfs make an image with that hook, and boots it. Of all programs only busybox and
# wdmctl are left in it. A modem that wdmctl itself plays appears early in the boot; the root
# that is then handed over to looks whether it was unlocked.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD/build/kernel/initramfs
tests/need-vm.sh
tests/need-initramfs.sh
version=$(tests/kernel/fetch.sh)
linux=$PWD/build/kernel/linux

rm -rf "$here"
mkdir -p "$here/conf/conf.d" "$here/conf/scripts/init-top" "$here/conf/hooks"

# As an administrator would, but below a folder.
installed=$here/installed
make -s install-integration PREFIX="$installed" SYSCONFDIR="$here/conf" \
    INITRAMFSDIR="$installed/initramfs-tools" DRACUTDIR="$installed/dracut" \
    MKINITCPIODIR="$installed/mkinitcpio" SYSTEMDUNITDIR="$installed/systemd" \
    UDEVRULESDIR="$installed/udev"
if [ -z "${WDMCTL:-}" ]; then
    make -s STATIC=1 PROFILE=full B=build/kernel/wdmctl build/kernel/wdmctl/wdmctl
    WDMCTL=build/kernel/wdmctl/wdmctl
fi
install -m 755 "$WDMCTL" "$installed/bin/wdmctl"
sed 's/^initramfs=.*/initramfs=yes/' "$installed/share/wdmctl/wdmctl.conf" >"$here/conf/wdmctl.conf"
grep -q '^initramfs=yes$' "$here/conf/wdmctl.conf"
cp -r "$installed/initramfs-tools/." "$here/conf/"

# What is the test's own.
cat >"$here/conf/initramfs.conf" <<CONF
MODULES=list
BUSYBOX=y
COMPRESS=gzip
CONF
echo vhci-hcd >"$here/conf/modules"
install -m 755 tests/kernel/initramfs/modem "$here/conf/scripts/init-top/zz-modem"
install -m 755 tests/kernel/initramfs/nothing-else "$here/conf/hooks/zz-nothing-else"
install -m 644 tests/kernel/initramfs/root "$here/conf/scripts/handover"
install -m 755 tests/kernel/initramfs/init "$here/init"

# mkinitramfs takes the kernel from where one is installed: in this mount namespace it is.
mkdir -p /lib/modules
# shellcheck disable=SC2016 # the inner shell expands
HANDOVER_INIT=$here/init unshare -m --propagation private sh -euc '
    mount --bind "$1/lib/modules" /lib/modules
    mount --bind "$1/boot" /boot
    mkinitramfs -d "$2/conf" -o "$2/image" "$3"' mkinitramfs "$linux" "$here" "$version"

tests/kernel/machine.sh "$here" "$here/image" boot=handover
