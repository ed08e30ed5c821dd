#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs the shells whose completion scripts the tests run, by the system's package
# manager, where they are missing and this user may; else says what to install.
set -eu
found() {
    for shell in bash zsh fish; do
        command -v $shell >/dev/null || return 1
    done
}
if found; then exit 0; fi
if [ "$(id -u)" = 0 ]; then
    echo "The tests of completion need bash, zsh and fish: installing them."
    if command -v apt-get >/dev/null; then
        {
            apt-get update -q
            DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
                bash zsh fish
        } >&2
    elif command -v dnf >/dev/null; then
        dnf install -y bash zsh fish >&2
    elif command -v apk >/dev/null; then
        apk add bash zsh fish >&2
    elif command -v pacman >/dev/null; then
        pacman -S --noconfirm bash zsh fish >&2
    elif command -v zypper >/dev/null; then
        zypper -n install bash zsh fish >&2
    fi
fi
if found; then exit 0; fi
echo "The tests of completion need bash, zsh and fish; install them." >&2
exit 1
