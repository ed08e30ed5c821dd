#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs cmocka by the system's package manager, where it is missing and this
# user may; else says what to install.
set -eu
found() {
    printf '#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <setjmp.h>\n#include <cmocka.h>\n' |
        ${CC:-cc} -E -x c - >/dev/null 2>&1
}
if found; then exit 0; fi
if [ "$(id -u)" = 0 ]; then
    echo "The tests need cmocka: installing it."
    if command -v apt-get >/dev/null; then
        { apt-get update -q && apt-get install -y -q libcmocka-dev; } >&2
    elif command -v dnf >/dev/null; then
        dnf install -y libcmocka-devel >&2
    elif command -v apk >/dev/null; then
        apk add cmocka-dev >&2
    elif command -v pacman >/dev/null; then
        pacman -S --noconfirm cmocka >&2
    elif command -v zypper >/dev/null; then
        zypper -n install libcmocka-devel >&2
    fi
fi
if found; then exit 0; fi
echo "The tests need cmocka; install it (Debian: libcmocka-dev, Fedora: libcmocka-devel)." >&2
exit 1
