#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs the peers that the interop tests run (qmicli, mbimcli, their proxies,
# tshark), by the system's package manager, where they are missing and this user
# may; else says what to install. Arguments name more: TOOL, or TOOL:PACKAGE where Debian's
# package has another name.
set -eu
more=
packages=
for tool in "$@"; do
    more="$more ${tool%%:*}"
    packages="$packages ${tool##*:}"
done
found() {
    for tool in qmicli mbimcli tshark $more; do
        command -v $tool >/dev/null || return 1
    done
    for proxy in mbim-proxy qmi-proxy; do
        test -x /usr/libexec/$proxy || test -x /usr/lib/$proxy ||
            test -x /usr/local/libexec/$proxy || return 1
    done
}
if found; then exit 0; fi
if [ "$(id -u)" = 0 ]; then
    echo "These tests need qmicli, mbimcli, their proxies, tshark$(echo "$more" | sed 's/ /, /g'):" \
        "installing them."
    if command -v apt-get >/dev/null; then
        {
            apt-get update -q
            DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
                libqmi-utils libmbim-utils libqmi-proxy libmbim-proxy tshark $packages
        } >&2
    elif command -v dnf >/dev/null; then
        dnf install -y libqmi-utils libmbim-utils wireshark-cli $more >&2
    elif command -v apk >/dev/null; then
        apk add libqmi libmbim tshark $more >&2
    elif command -v pacman >/dev/null; then
        pacman -S --noconfirm libqmi libmbim wireshark-cli $more >&2
    elif command -v zypper >/dev/null; then
        zypper -n install libqmi-tools libmbim wireshark $more >&2
    fi
fi
if found; then exit 0; fi
echo "These tests need qmicli, mbimcli, qmi-proxy, mbim-proxy, tshark$(echo "$more" | sed 's/ /, /g');" \
    "install them (Debian: libqmi-utils libmbim-utils libqmi-proxy libmbim-proxy tshark$packages)." >&2
exit 1
