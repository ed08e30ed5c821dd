#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Boots Debian's kernel in QEMU and runs tests in it: tests/kernel/boot.sh [TEST...], a test
# being the name of a script in tests/kernel/guest/ or a path; without names, all of them.
# WDMCTL names the static program that is tested (else it is built), ACCEL the accelerator
# (else tcg: a /dev/kvm that is there may hang), LIMIT the seconds that all may take.
# What the machine said stays in build/kernel/console.log; files that tests left in
# /artifacts are put into build/kernel/artifacts/.
set -euo pipefail
here=build/kernel
limit=${LIMIT:-300}
accel=${ACCEL:-tcg,thread=multi}
self=$(cd "$(dirname "$0")" && pwd)

fail() {
    echo "tests/kernel/boot.sh: $1" >&2
    exit 1
}

# Where each script is, before this leaves its folder.
scripts=
for test in "$@"; do
    if [ -f "$test" ]; then
        scripts="$scripts $(realpath "$test")"
    else
        [ -f "$self/guest/$test.sh" ] || fail "no test $test in tests/kernel/guest"
        scripts="$scripts $self/guest/$test.sh"
    fi
done
if [ $# = 0 ]; then
    for script in "$self"/guest/[0-9]*.sh; do
        scripts="$scripts $script"
    done
fi
wdmctl=${WDMCTL:+$(realpath "$WDMCTL")}
cd "$self/../.."
mkdir -p $here

tests/need-vm.sh
version=$(tests/kernel/fetch.sh)
kernel=$here/linux/boot/vmlinuz-$version

# The part of the image that stays, made again when what makes it changed.
base=$here/base.cpio.gz
if [ ! -s $base ] || [ "$base" -ot tests/kernel/image.sh ] || [ "$base" -ot $here/linux/version ]; then
    tests/kernel/image.sh "$version" $base
fi
if [ -z "$wdmctl" ]; then
    make -s STATIC=1 PROFILE=full B=$here/wdmctl $here/wdmctl/wdmctl
    wdmctl=$here/wdmctl/wdmctl
fi

# The part that changes: an archive after the archive adds to it.
add=$here/add
rm -rf $add
mkdir -p $add/bin $add/tests
cp "$wdmctl" $add/bin/wdmctl
cp tests/kernel/guest/init $add/init
cp tests/kernel/guest/library $add/tests/library
for script in $scripts; do
    cp "$script" $add/tests/
    basename "$script" .sh
done >$add/tests/order
chmod 755 $add/init $add/bin/wdmctl
(cd $add && find . | cpio --quiet -o -H newc -R 0:0) | gzip -1 | cat $base - >$here/image.cpio.gz

rm -f $here/console.log $here/verdicts.log $here/artifacts.tar
began=$(date +%s)
status=0
# ttyS0 is the console, on ttyS1 come the verdicts, on ttyS2 an archive of the tests' files.
timeout -k 5 "$limit" qemu-system-x86_64 -accel "$accel" -m 512 -smp 2 -nodefaults \
    -display none -no-reboot -nic none -kernel "$kernel" -initrd $here/image.cpio.gz \
    -append "console=ttyS0 loglevel=4 panic=-1 rdinit=/init" -serial file:$here/console.log \
    -serial file:$here/verdicts.log -serial file:$here/artifacts.tar </dev/null || status=$?
took=$(($(date +%s) - began))
if [ $status = 124 ] || [ $status = 137 ]; then
    echo "not ok - the machine was stopped after its limit of $limit seconds" >>$here/verdicts.log
elif [ $status != 0 ]; then
    echo "not ok - QEMU ended with exit code $status" >>$here/verdicts.log
fi

rm -rf $here/artifacts
mkdir -p $here/artifacts
if [ -s $here/artifacts.tar ]; then
    tar xf $here/artifacts.tar -C $here/artifacts || fail "the artifacts are no archive"
fi

tr -d '\r' <$here/verdicts.log >$here/verdicts.txt
cat $here/verdicts.txt
passed=$(grep -c '^ok ' $here/verdicts.txt || :)
failed=$(grep -c '^not ok ' $here/verdicts.txt || :)
# A machine that died says nothing: only one that came to the end of all tests passed.
if ! grep -q '^end$' $here/verdicts.txt; then
    echo "not ok - the machine did not come to the end of the tests"
    failed=$((failed + 1))
fi
echo "[==========] real kernel $version, $accel: $took s"
[ "$passed" = 0 ] || echo "[  PASSED  ] $passed test(s)."
if [ "$failed" != 0 ] || [ "$passed" = 0 ]; then
    echo "[  FAILED  ] $failed test(s). The machine's console, $here/console.log:"
    tr -d '\r' <$here/console.log
    exit 1
fi
