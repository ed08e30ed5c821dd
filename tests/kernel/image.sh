#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Makes the initramfs that the tests run in: tests/kernel/image.sh VERSION OUTPUT. It has
# busybox, the drivers, and the programs of others that speak to a modem, with their
# libraries, as they are installed here. wdmctl and the tests are not in it: boot.sh appends them.
set -eu
version=$1
output=$2
linux=build/kernel/linux
root=build/kernel/root

rm -rf "$root"
mkdir -p "$root/bin" "$root/lib" "$root/proc" "$root/sys" "$root/dev" "$root/run" "$root/tmp" \
    "$root/etc" "$root/modules" "$root/root"
cp "$(command -v busybox)" "$root/bin/busybox"
echo "root:x:0:0:root:/root:/bin/sh" >"$root/etc/passwd"
echo "root:x:0:" >"$root/etc/group"

# The drivers, in the order in which each finds what it needs.
modprobe -d "$linux" -S "$version" --show-depends -a usbmon vhci-hcd cdc_mbim qmi_wwan qcserial |
    awk '$1 == "insmod" && !seen[$2]++ { print $2 }' >"$root/modules/paths"
while read -r path; do
    cp "$path" "$root/modules/"
    basename "$path"
done <"$root/modules/paths" >"$root/modules/order"
rm "$root/modules/paths"

# Programs of others, with what the dynamic linker would load for them.
for program in qmicli mbimcli /usr/libexec/qmi-proxy /usr/libexec/mbim-proxy dumpcap; do
    path=$(command -v "$program")
    for file in "$path" $(ldd "$path" | grep -o '/[^ ]*'); do
        [ -e "$root$file" ] && continue
        mkdir -p "$root$(dirname "$file")"
        cp -L "$file" "$root$file"
    done
done

(cd "$root" && find . | cpio --quiet -o -H newc -R 0:0) | gzip -1 >"$output.new"
mv "$output.new" "$output"
