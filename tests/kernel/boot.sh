#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Boots Debian's kernel in QEMU and runs tests in it: tests/kernel/boot.sh [TEST...], a test
# being the name of a script in tests/kernel/guest/ or a path; without names, all of them.
# What the machine said stays in build/kernel/console.log; files that tests left in
# /artifacts are put into build/kernel/artifacts/. Settings, from the environment:
#   WDMCTL  the static program that is tested (else it is built)
#   ACCEL   QEMU's accelerator (else tcg: a /dev/kvm that is there may hang)
#   LIMIT   the seconds that the machine may run (else 300)
#   OUT     the folder to use instead of build/kernel for all but the kernel
set -euo pipefail
limit=${LIMIT:-300}
accel=${ACCEL:-tcg,thread=multi}
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
linux=build/kernel/linux

# The part of the image that stays, made again when what makes it changed.
base=build/kernel/base.cpio.gz
if [ ! -s $base ] || [ tests/kernel/image.sh -nt $base ] || [ $linux/version -nt $base ]; then
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

# ttyS0 is the console, on ttyS1 come the verdicts, on ttyS2 an archive of the tests' files.
rm -f "$here"/{console.log,verdicts.log,artifacts.tar}
began=$SECONDS
status=0
timeout -k 5 "$limit" qemu-system-x86_64 -accel "$accel" -m 512 -smp 2 -nodefaults \
    -display none -no-reboot -nic none -kernel "$linux/boot/vmlinuz-$version" \
    -initrd "$here/image.cpio.gz" -append "console=ttyS0 loglevel=4 panic=-1 rdinit=/init" \
    -serial "file:$here/console.log" -serial "file:$here/verdicts.log" \
    -serial "file:$here/artifacts.tar" </dev/null || status=$?
touch "$here"/{console.log,verdicts.log,artifacts.tar}
sed -i 's/\r//g' "$here/console.log" "$here/verdicts.log"
# A machine that died says nothing: only one that came to its end has passed.
if [ $status = 124 ] || [ $status = 137 ]; then
    echo "not ok - the machine was stopped after its limit of $limit s" >>"$here/verdicts.log"
elif [ $status != 0 ]; then
    echo "not ok - QEMU ended with exit code $status" >>"$here/verdicts.log"
elif ! grep -q '^end$' "$here/verdicts.log"; then
    echo "not ok - the machine did not come to the end of its tests" >>"$here/verdicts.log"
fi

rm -rf "$here/artifacts"
mkdir "$here/artifacts"
if [ -s "$here/artifacts.tar" ]; then
    tar xf "$here/artifacts.tar" -C "$here/artifacts"
fi

cat "$here/verdicts.log"
passed=$(grep -c '^ok ' "$here/verdicts.log" || :)
failed=$(grep -c '^not ok ' "$here/verdicts.log" || :)
echo "[==========] Linux $version under $accel: $((SECONDS - began)) s"
if [ "$failed" != 0 ]; then
    echo "---- $here/console.log"
    cat "$here/console.log"
    echo "----"
fi
[ "$passed" = 0 ] || echo "[  PASSED  ] $passed test(s)."
[ "$failed" = 0 ] || echo "[  FAILED  ] $failed test(s); the console is in $here/console.log"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
