#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Checks a build with PROFILE=rescue: that it does the job, on a modem that another
# build's simulator plays; that it says what it has not; and that its packed texts are
# those of the source: tests/rescue.sh RESCUE FULL
set -eu
rescue=$1
full=$2
build=$(mktemp -d)
sim=
trap 'test -z "$sim" || kill "$sim" 2>/dev/null || :; rm -rf "$build"' EXIT

fail() {
    echo "tests/rescue.sh: $1" >&2
    exit 1
}

# ---- The job. Each says what the answer must hold.
"$full" sim em7355 --listen "$build/modem" >"$build/sim" &
sim=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    test ! -S "$build/modem" || break
    sleep 0.1
done

does() {
    wanted=$1
    shift
    "$rescue" -d "unix:$build/modem" "$@" >"$build/answer" 2>&1 ||
        fail "$*: exit $?: $(cat "$build/answer")"
    test -z "$wanted" || grep -q -- "$wanted" "$build/answer" ||
        fail "$*: no '$wanted' in: $(cat "$build/answer")"
}

does "yes: it answered OPEN" probe
does "the lock was on and is off" unlock --power-on
does "the lock was off already" -m mbim unlock
does "operating mode  online" radio
does "" radio off
does "low-power" -j radio
does "" radio on
does "manufacturer .*Sierra" info
does '"imei":"' -j info
does "radio_interface_list .*lte (8)" qmi dms get-capabilities
does '"name":"online"' -j qmi dms get-operating-mode
does "" qmi dms set-operating-mode mode=low-power
does "device_type .*(" mbim basic-connect device-caps
does "device_services\[0\].cids" mbim basic-connect device-services
does "QMI dms get-ids request.*in MBIM" -v qmi dms get-ids
does "imei .*[0-9]" -vv qmi dms get-ids
! grep -q "imei .*[0-9].*imei .*[0-9]" "$build/answer" || fail "a trace shows the IMEI"
kill "$sim"
wait "$sim" || :
sim=

# ---- What is refused: exit code 2, and one line.
refuses() {
    wanted=$1
    shift
    code=0
    "$rescue" "$@" >"$build/answer" 2>&1 || code=$?
    test "$code" = 2 || fail "$*: exit $code: $(cat "$build/answer")"
    test "$(wc -l <"$build/answer")" = 1 || fail "$*: $(cat "$build/answer")"
    grep -q -- "$wanted" "$build/answer" || fail "$*: no '$wanted' in: $(cat "$build/answer")"
}

refuses "this build has no send (PROFILE=rescue)" send 00
refuses "this build has no sim (PROFILE=rescue)" sim em7355
refuses "this build has no simulator (PROFILE=rescue)" -d sim:em7355 info
refuses "this build has no --dry-run (PROFILE=rescue)" unlock --dry-run
refuses "no option --find" qmi --find mode
refuses "not built in" qmi nas get-signal-info
refuses "no field \"mod\"" qmi dms set-operating-mode mod=online
refuses "mode: required, .*online low-power" qmi dms set-operating-mode
refuses "\"sideways\" is not .*online low-power" qmi dms set-operating-mode mode=sideways
refuses "no message 'get-nothing'" qmi dms get-nothing

# ---- The packed texts, and what the engine of this build can do.
for packing in 0 1; do
    make -s CC="${CC:-cc}" CFLAGS="-O1 -ffunction-sections -fdata-sections" PROFILE=rescue \
        PACKING=$packing B="$build/$packing" "$build/$packing/libwdm.a"
    defines="-DWDM_SMALL -DWDM_RESCUE"
    test $packing = 0 || defines="$defines -DWDM_PACKED"
    # shellcheck disable=SC2086
    ${CC:-cc} -std=c11 -D_GNU_SOURCE $defines -DRARE -Iinclude -Isrc/catalogue \
        -ffunction-sections -Wl,--gc-sections \
        -o "$build/dump$packing" tests/dump_catalogue.c "$build/$packing/libwdm.a"
    "$build/dump$packing" >"$build/texts$packing" || fail "$(grep -E 'cannot|WRONG|NOT' "$build/texts$packing")"
done
# Natural forms, which small builds do not know, are not packed.
sed 's/@[^ }]*//g' "$build/texts0" >"$build/plain"
cmp "$build/plain" "$build/texts1" || fail "packed texts differ"
test "$(wc -l <"$build/texts1")" -ge 200 || fail "there are too few texts"
echo "PROFILE=rescue: does the job, and packs $(wc -l <"$build/texts1") texts right"
