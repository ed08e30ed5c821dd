#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Boots Debian's kernel in QEMU and runs tests in it: tests/kernel/boot.sh [TEST...], a test
# being the name of a script in tests/kernel/guest/ or a path; without names, all of them.
# What the machine said stays in build/kernel/console.log; files that tests left in
# /artifacts are put into build/kernel/artifacts/. Settings, from the environment, besides
# those of machine.sh:
#   WDMCTL  the static program that is tested (else it is built)
#   OUT     the folder to use instead of build/kernel for all but the kernel
set -euo pipefail
self=$(cd "$(dirname "$0")" && pwd)
wdmctl=${WDMCTL:+$(realpath "$WDMCTL")}
here=${OUT:+$(realpath "$OUT")}
here=${here:-build/kernel}

fail() {
    echo "tests/kernel/boot.sh: $1" >&2
    exit 1
}

scripts=()
for test in "$@"; do
    if [ -f "$test" ]; then
        scripts+=("$(realpath "$test")")
    else
        scripts+=("$self/guest/$test.sh")
        [ -f "$self/guest/$test.sh" ] || fail "no test $test in tests/kernel/guest"
    fi
done
[ $# != 0 ] || scripts=("$self"/guest/*.sh)

cd "$self/../.."
mkdir -p "$here"
tests/need-vm.sh
tests/need-tools.sh
version=$(tests/kernel/fetch.sh)

# The part of the image that stays, made again when what makes it changed.
base=build/kernel/base.cpio.gz
if [ ! -s $base ] || [ tests/kernel/image.sh -nt $base ] || [ build/kernel/linux/version -nt $base ]; then
    tests/kernel/image.sh "$version" $base
fi
if [ -z "$wdmctl" ]; then
    make -s STATIC=1 PROFILE=full B=build/kernel/wdmctl build/kernel/wdmctl/wdmctl
    wdmctl=build/kernel/wdmctl/wdmctl
fi

# The part that changes: an archive behind the archive adds to it.
add=$here/add
rm -rf "$add"
mkdir -p "$add/bin" "$add/tests"
install -m 755 "$wdmctl" "$add/bin/wdmctl"
install -m 755 tests/kernel/guest/init "$add/init"
cp tests/kernel/guest/library "${scripts[@]}" "$add/tests/"
basename -a -s .sh "${scripts[@]}" >"$add/tests/order"
(cd "$add" && find . | cpio --quiet -o -H newc -R 0:0) | gzip -1 | cat $base - >"$here/image.cpio.gz"

tests/kernel/machine.sh "$here" "$here/image.cpio.gz" rdinit=/init
