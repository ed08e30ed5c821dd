#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Fetches Debian's kernel for amd64, the package that linux-image-amd64 depends on, and
# unpacks it below build/kernel/linux/ without installing it. Prints its version. A
# kernel that is there already stays.
set -eu
cd "$(dirname "$0")/../.."
here=build/kernel
linux=$here/linux

# A whole unpacked kernel says its version, which is its modules' folder.
if [ -s $linux/version ]; then
    cat $linux/version
    exit 0
fi

package_of() {
    apt-cache depends --important linux-image-amd64 2>/dev/null |
        awk '$1 == "Depends:" && $2 ~ /^linux-image-/ { print $2; exit }'
}
package=$(package_of)
if [ -z "$package" ]; then
    apt-get update -q >&2
    package=$(package_of)
fi
[ -n "$package" ] || { echo "tests/kernel/fetch.sh: apt knows no linux-image-amd64" >&2; exit 1; }
version=${package#linux-image-}

rm -rf "$linux" "$here/package"
mkdir -p "$linux" "$here/package"
echo "fetching $package" >&2
(cd "$here/package" && apt-get download -q -o APT::Sandbox::User=root "$package" >&2)
file=$(echo "$here/package/$package"_*_amd64.deb)

# apt compared it with the signed lists as it came; what the disk kept is compared again.
wanted=$(apt-cache show "$package" | awk '$1 == "SHA256:" { print $2 }')
got=$(sha256sum "$file" | cut -d ' ' -f 1)
case $wanted in
*"$got"*) ;;
*)
    echo "tests/kernel/fetch.sh: $file is not what the list says: $got" >&2
    exit 1
    ;;
esac
dpkg-deb -x "$file" "$linux"
rm -rf "$here/package"
[ -e "$linux/lib" ] || ln -s usr/lib "$linux/lib"
[ -s "$linux/boot/vmlinuz-$version" ]
depmod -b "$linux" "$version"
for module in vhci-hcd usbmon cdc_mbim qmi_wwan; do
    modprobe -d "$linux" -S "$version" --show-depends $module >/dev/null
done
echo "$version" >$linux/version
cat $linux/version
