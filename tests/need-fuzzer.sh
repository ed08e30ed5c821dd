#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs clang and libFuzzer, by the system's package manager, where $1 (a clang) does
# not build fuzzers yet and this user may; else says what to install.
set -eu
works() {
    echo 'int LLVMFuzzerTestOneInput(const char *a, long b) {return 0;}' |
        "$1" -fsanitize=fuzzer,address -x c -o /dev/null - 2>/dev/null
}
if works "$1"; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "make fuzz needs clang with libFuzzer: installing them."
    { apt-get update -q &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q clang libclang-rt-14-dev; } >&2
fi
if works "$1"; then exit 0; fi
echo "make fuzz needs a clang that has libFuzzer (Debian: clang, libclang-rt-14-dev);" \
    "FUZZ_CC names it" >&2
exit 1
