#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What wdmctl takes, beside its budgets (docs/architecture.md) and what others take in the
# same run: tests/bench/run.sh PROGRAM FOLDER, where FOLDER has generate, peak, and static
# builds in all/, full/, small/ and rescue/. Fails where a budget is broken by what is counted;
# by what is timed only beyond twice the budget, since machines are shared: times are of
# the processor, the best of three. Valgrind counts instructions.
# BENCH_SIZE, BENCH_LARGE: of the captures (24M, 2G). BENCH_CHECK=1: times "make check" too.
set -euo pipefail
program=$1
folder=$2
full=$folder/all/wdmctl
size=${BENCH_SIZE:-24M}
large=${BENCH_LARGE:-2G}
export LC_ALL=C XDG_CONFIG_HOME=/nonexistent

# The simulated proxies need their sockets' names for themselves.
if [ -z "${BENCH_ALONE:-}" ] && unshare -rn true 2>/dev/null; then
    BENCH_ALONE=1 exec unshare -rn "$0" "$@"
fi

scratch=$(mktemp -d)
server=
trap 'stop; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# ---- The table

broken=0
slow=0

heading() {
    printf '\n%-46s %12s %12s  %-5s %s\n' "$1" measured budget '' 'beside it'
}

# row KIND WHAT VALUE BUDGET [PEER VALUE]: KIND is counted, timed (both: at most BUDGET),
# rate (timed: at least BUDGET), or told (no BUDGET).
row() {
    local kind=$1 what=$2 value=$3 budget=$4 verdict='' beside=''
    # What failed in a subshell has said why.
    [ -n "$value" ] && [ -n "${6-0}" ] || exit 1
    case $kind in
    counted) verdict=$(awk "BEGIN {print $value <= $budget ? \"ok\" : \"OVER\"}") ;;
    timed) verdict=$(awk "BEGIN {print $value <= $budget ? \"ok\" : $value <= 2 * $budget ? \"over\" : \"OVER\"}") ;;
    rate) verdict=$(awk "BEGIN {print ($value >= $budget ? \"ok\" : 2 * $value >= $budget ? \"over\" : \"OVER\")}") ;;
    esac
    case $verdict in
    OVER) broken=$((broken + 1)) ;;
    over) slow=$((slow + 1)) ;;
    esac
    if [ $# -gt 5 ]; then
        beside=$(awk "BEGIN {ratio = $6 / $value; if (ratio < 1) ratio = 1 / ratio
            printf \"%s: %s, %.*f times as %s\", \"$5\", $6, ratio < 10, ratio,
                $6 < $value ? \"few\" : \"many\"}")
    fi
    printf '%-46s %12s %12s  %-5s %s\n' "$what" "$value" "$budget" "$verdict" "$beside"
}

fail() {
    echo "bench: $*" >&2
    exit 1
}

# ---- Measuring

# A simulated modem in another process, until stop.
serve() {
    rm -f "$scratch/served"
    "$program" sim "$@" >"$scratch/served" 2>&1 &
    server=$!
    local tries=0
    until [ -s "$scratch/served" ]; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || fail "the simulator did not begin"
        sleep 0.05
    done
}

stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || :
    [ -z "$server" ] || wait "$server" || :
    server=
}

stripped() {
    strip -o "$scratch/stripped" "$1"
    wc -c <"$scratch/stripped"
}

# A dynamic program and its libraries, in bytes.
with_libraries() {
    ldd "$1" | awk -v program="$1" '/\// {print $1 ~ /^\// ? $1 : $3} END {print program}' |
        xargs stat -Lc %s | awk '{sum += $1} END {print sum}'
}

# The peak memory of a command, in KB: the least of three, since where the kernel puts the
# stack is a page more or less. The environment is on it, and is none.
peak() {
    for _ in 1 2 3; do
        one_peak "$@"
    done | sort -n | head -n 1
}

one_peak() {
    env -i PATH="$PATH" "$folder/peak" "$scratch/peak" "$@" >/dev/null 2>"$scratch/errors" ||
        fail "$*: $(cat "$scratch/errors")"
    cat "$scratch/peak"
}

# Instructions of a command, from exec to exit; OPTION: valgrind's.
instructions() {
    valgrind --tool=callgrind --callgrind-out-file="$scratch/callgrind" "$@" >/dev/null \
        2>"$scratch/errors" || fail "$*: $(cat "$scratch/errors")"
    awk '/^(summary|totals):/ {count = $2} END {print count}' "$scratch/callgrind"
}

system_calls() {
    strace -f -c -o "$scratch/strace" "$@" >/dev/null 2>&1
    awk '$NF == "total" {print $4}' "$scratch/strace"
}

# Seconds of the processor that a command takes, children included: the best of three.
seconds() {
    for _ in 1 2 3; do
        (TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>"$scratch/errors") 2>&1 ||
            fail "$*: $(cat "$scratch/errors")"
    done | awk '{sum = $1 + $2; if (NR == 1 || sum < best) best = sum} END {print best}'
}

per_second() {
    awk "BEGIN {printf \"%.0f\", $1 / ($2 > 0 ? $2 : 0.001)}"
}

# ---- The captures: exchanges of fixtures, and with simulated modems.

record() {
    local number=0 personality arguments
    while read -r personality arguments; do
        number=$((number + 1))
        # shellcheck disable=SC2086
        "$program" -vv --personal -d "sim:$personality" $arguments >/dev/null \
            2>"$scratch/exchange-$number.log" || fail "$personality $arguments"
    done <<'END'
em7355 unlock
em7355 info
em7355 qmi dms get-capabilities
em7355 mbim basic-connect register-state
em7355 mbim basic-connect signal-state
em7355-qmi unlock
em7355-qmi info
em7355-qmi qmi nas get-serving-system
mbimex3 mbim basic-connect packet-service
mbimex3 mbim basic-connect visible-providers query
END
    cp fixtures/em7355-fcc-auth.txt fixtures/sim-mbimcli-radio-state.log \
        fixtures/sim-qmicli-operating-mode.log "$scratch"
}

generate() {
    "$folder/generate" "$@" "$scratch"/exchange-*.log "$scratch"/em7355-fcc-auth.txt \
        "$scratch"/sim-*.log
}

# ---- What is measured

sizes() {
    heading 'static program, stripped, bytes'
    row counted 'everything' "$(stripped "$full")" 459000 \
        'qmicli and its libraries' "$(with_libraries "$(command -v qmicli)")"
    row counted 'PROFILE=full' "$(stripped "$folder/full/wdmctl")" 400000
    row counted 'PROFILE=small' "$(stripped "$folder/small/wdmctl")" 150000
    row counted 'PROFILE=rescue' "$(stripped "$folder/rescue/wdmctl")" 102400
}

memory() {
    heading 'peak memory, static, KB'
    serve em7355 --listen "$scratch/modem"
    row counted 'unlock' "$(peak "$full" -d "unix:$scratch/modem" unlock)" 500
    row counted 'unlock, PROFILE=rescue' \
        "$(peak "$folder/rescue/wdmctl" -d "unix:$scratch/modem" unlock)" 500
    row counted 'info' "$(peak "$full" -d "unix:$scratch/modem" info)" 500
    stop
}

capabilities() {
    local ours=(-p -d /dev/null qmi dms get-capabilities)
    local peers=(qmicli -p -d /dev/null --device-open-qmi --dms-get-capabilities)
    heading 'DMS Get Capabilities through a proxy'
    serve em7355-qmi --proxy
    row counted 'peak memory, static, KB' "$(peak "$full" "${ours[@]}")" 500 \
        qmicli "$(peak "${peers[@]}")"
    row counted 'instructions, exec to exit, static' "$(instructions "$full" "${ours[@]}")" \
        150000 qmicli "$(instructions "${peers[@]}")"
    row told '  the same, with shared libc' "$(instructions "$program" "${ours[@]}")" ''
    row told 'system calls, static' "$(system_calls "$full" "${ours[@]}")" '' \
        qmicli "$(system_calls "${peers[@]}")"
    stop
    row counted 'instructions, the answer to text' "$(LD_BIND_NOW=1 \
        instructions --toggle-collect=cli_print_answer "$program" -d sim:em7355-qmi \
        qmi dms get-capabilities)" 20000
}

# Messages from the host; what libqmi asks of the proxy is none.
requests() {
    grep -E '^[^[:alpha:]]* > ' | grep -vc proxy-control
}

messages() {
    heading 'messages from the host'
    serve em7355 --proxy
    row counted 'unlock in MBIM, not verified' \
        "$("$program" -v -d sim:em7355 unlock --no-verify 2>&1 >/dev/null | requests)" 5 \
        qmicli "$(qmicli -p -d /dev/null --device-open-mbim --verbose-full \
            --dms-set-fcc-authentication 2>&1 | "$program" decode - | requests)"
    stop
}

# rate NAME BUDGET HOW-MANY OPTIONS...: messages (or packets) a second, of which the file
# has HOW-MANY; it is read ten times over.
rate() {
    local name=$1 budget=$2 many=$3 kind=rate code=0
    shift 3
    "$program" decode "$@" "$scratch/small.pcap" >/dev/null 2>&1 || code=$?
    if [ $code = 2 ]; then
        row told "$name" 'not there yet' "$budget"
        return
    fi
    [ -n "$budget" ] || kind=told
    row $kind "$name" "$(per_second "10 * $many" "$(seconds "$program" decode "$@" "${files[@]}")")" \
        "$budget" ${beside[0]+"${beside[@]}"}
}

decoding() {
    local option count count_now packets lines began files=() beside=()
    generate 64K >"$scratch/small.pcap" 2>/dev/null
    generate "$size" >"$scratch/bench.pcap" 2>"$scratch/told"
    read -r count _ packets _ <"$scratch/told"
    for option in "" --pcapng; do
        # shellcheck disable=SC2086
        lines=$(generate $option "$size" 2>"$scratch/told" | "$program" decode | grep -cE '^[^[:alpha:]]* [<>] ')
        read -r count_now _ <"$scratch/told"
        [ "$lines" = "$count_now" ] || fail "$lines messages decoded of $count_now"
    done
    heading "decoding $count messages ($size), a second"
    for _ in 1 2 3 4 5 6 7 8 9 10; do files+=("$scratch/bench.pcap"); done
    rate 'messages checked (--quiet)' 1000000 "$count" --quiet
    rate 'messages as JSON (-j)' 200000 "$count" -j
    rate 'messages as lines' '' "$count"
    began=$(seconds tshark -r "$scratch/small.pcap" -c 1 -V)
    beside=('tshark -V' "$(per_second "$packets" \
        "$(seconds tshark -r "$scratch/bench.pcap" -V) - $began")")
    rate 'packets as lines' '' "$packets"
}

scale() {
    local small big
    heading "peak memory of decoding, static, KB"
    small=$(generate "$size" 2>/dev/null | one_peak "$full" decode)
    row counted "$size through a pipe" "$small" 1000 \
        'tshark -V' "$(one_peak tshark -V -r "$scratch/bench.pcap")"
    big=$(generate "$large" 2>/dev/null | one_peak "$full" decode)
    row counted "$large through a pipe" "$big" 1000
    row counted '  more than that' "$((big > small ? big - small : 0))" 64
}

building() {
    heading 'seconds of the processor'
    mkdir "$scratch/copy"
    tar --exclude=./build --exclude=./.git -cf - . | tar -xf - -C "$scratch/copy"
    build() {
        make -s -C "$scratch/copy" clean && make -s -j2 -C "$scratch/copy"
    }
    row timed 'clean build (10 seconds of 2 processors)' \
        "$(unset MAKEFLAGS MAKELEVEL MAKEOVERRIDES; seconds build)" 20
    [ -z "${BENCH_CHECK:-}" ] || checking
}

checking() {
    local took
    took=$(TIMEFORMAT=%R; unset MAKEFLAGS MAKELEVEL MAKEOVERRIDES
        { time make -s check >/dev/null 2>"$scratch/errors"; } 2>&1) || fail 'make check fails'
    row timed 'make check, seconds that pass' "$took" 60
}

record
sizes
memory
capabilities
messages
decoding
scale
building
echo
echo "make bench: $broken budgets broken, $slow times over their budgets but not beyond twice"
[ "$broken" = 0 ]
