#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Boots Debian's kernel with an image and counts the verdicts that come back:
# tests/kernel/machine.sh FOLDER IMAGE [KERNEL ARGUMENT...]. ttyS0 is the console, kept in
# FOLDER/console.log; on ttyS1 come lines "ok ..." or "not ok ..." and at last "end"; on
# ttyS2 an archive of files, which are put into FOLDER/artifacts/. From the environment:
#   ACCEL   QEMU's accelerator (else tcg: a /dev/kvm that is there may hang)
#   LIMIT   the seconds that the machine may run (else 240)
set -euo pipefail
folder=$1
image=$2
shift 2
limit=${LIMIT:-240}
accel=${ACCEL:-tcg,thread=multi}
linux=build/kernel/linux
version=$(cat $linux/version)
console=$folder/console.log
verdicts=$folder/verdicts.log
archive=$folder/artifacts.tar

rm -f "$console" "$verdicts" "$archive"
touch "$console" "$verdicts" "$archive"
began=$SECONDS
status=0
timeout -k 5 "$limit" qemu-system-x86_64 -accel "$accel" -m 512 -smp 2 -nodefaults \
    -display none -no-reboot -nic none -kernel "$linux/boot/vmlinuz-$version" -initrd "$image" \
    -append "console=ttyS0 loglevel=4 panic=-1 $*" -serial "file:$console" \
    -serial "file:$verdicts" -serial "file:$archive" </dev/null || status=$?
took=$((SECONDS - began))
sed -i 's/\r//g' "$console" "$verdicts"

# A machine that died says nothing: only one that came to its end has passed.
if [ $status = 124 ] || [ $status = 137 ]; then
    echo "not ok - the machine was stopped after its limit of $limit s" >>"$verdicts"
elif [ $status != 0 ]; then
    echo "not ok - QEMU ended with exit code $status" >>"$verdicts"
elif ! grep -q '^end$' "$verdicts"; then
    echo "not ok - the machine did not come to the end of its tests" >>"$verdicts"
fi

rm -rf "$folder/artifacts"
mkdir "$folder/artifacts"
[ ! -s "$archive" ] || tar xf "$archive" -C "$folder/artifacts"

passed=$(grep -c '^ok ' "$verdicts" || :)
failed=$(grep -c '^not ok ' "$verdicts" || :)
if [ "$failed" != 0 ]; then
    echo "---- $console"
    cat "$console"
    echo "----"
fi
cat "$verdicts"
echo "[==========] Linux $version under $accel: $took s"
[ "$passed" = 0 ] || echo "[  PASSED  ] $passed test(s)."
[ "$failed" = 0 ] || echo "[  FAILED  ] $failed test(s); the machine's console is above and in $console"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
