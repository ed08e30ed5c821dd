#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# tests/fuzz/run.sh FOLDER SECONDS [NAME...]: fuzzes with each harness in FOLDER/tests/fuzz
# for so long, from the corpus in the tree and from seeds, and prints how many executions a
# second there were; FUZZ_JOBS of them at a time. What it finds is kept in FOLDER/fuzz:
# corpora, and findings.
# tests/fuzz/run.sh FOLDER merge [NAME...]: makes the corpora in the tree anew of all that.
set -eu
folder=$1 seconds=$2
shift 2
here=$folder/fuzz
mkdir -p "$here/seeds" "$here/found" "$here/log"
[ $# -gt 0 ] || set -- $(for test in tests/fuzz/fuzz_*.c; do
    name=$(basename "$test" .c)
    [ -x "$folder/tests/fuzz/${name#fuzz_}" ] && echo "${name#fuzz_}"
done)
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=0}"

# The folders that a harness begins with.
corpora() {
    for corpus in "tests/fuzz/corpus/$1" "tests/fuzz/crashes/$1" "$here/seeds/$1"; do
        [ ! -d "$corpus" ] || echo "$corpus"
    done
}

# Few and short: edges alone count, not how often each was taken.
merge() {
    rm -rf "$here/merged/$1"
    mkdir -p "$here/merged/$1" "$here/corpus/$1"
    "$folder/tests/fuzz/$1" -set_cover_merge=1 -use_counters=0 -max_len=1024 -timeout=20 \
        "$here/merged/$1" "$here/corpus/$1" $(corpora "$1") >"$here/log/$1.merge" 2>&1
    rm -rf "tests/fuzz/corpus/$1"
    mkdir -p tests/fuzz/corpus
    mv "$here/merged/$1" "tests/fuzz/corpus/$1"
    echo "$1: $(ls "tests/fuzz/corpus/$1" | wc -l) inputs," \
        "$(cat "tests/fuzz/corpus/$1"/* | wc -c) bytes"
}

# The number of a line "stat::NAME: number" of a log.
stat() {
    sed -n "s/^stat::$2: *//p" "$here/log/$1"
}

fuzz() {
    mkdir -p "$here/corpus/$1"
    before=$(ls "$here/corpus/$1" | wc -l)
    if "$folder/tests/fuzz/$1" -max_total_time="$seconds" -max_len=2048 -timeout=20 \
        -rss_limit_mb=1024 -print_final_stats=1 -dict="$here/dictionary" \
        -artifact_prefix="$here/found/$1-" "$here/corpus/$1" $(corpora "$1") \
        >"$here/log/$1" 2>&1; then
        printf '%-10s %9s executions, %6s a second, %5d new inputs\n' "$1" \
            "$(stat "$1" number_of_executed_units)" "$(stat "$1" average_exec_per_sec)" \
            $(($(ls "$here/corpus/$1" | wc -l) - before))
        return 0
    fi
    echo "$1: FAILED"
    grep -a 'does not hold\|ERROR\|runtime error\|cannot\|Test unit written' "$here/log/$1" | head -4
    return 1
}

# So many at a time; each line comes when all of them are done.
jobs=${FUZZ_JOBS:-1}
passed=0 failed=0 batch=
finish() {
    wait
    for name in $batch; do
        cat "$here/log/$name.result"
        if [ -e "$here/log/$name.failed" ]; then
            failed=$((failed + 1))
        else
            passed=$((passed + 1))
        fi
    done
    batch=
}

for name; do
    if [ "$seconds" = merge ]; then
        merge "$name"
        continue
    fi
    rm -f "$here/log/$name.failed"
    { fuzz "$name" >"$here/log/$name.result" || : >"$here/log/$name.failed"; } &
    batch="$batch $name"
    [ "$(echo $batch | wc -w)" -lt "$jobs" ] || finish
done
[ "$seconds" != merge ] || exit 0
finish
echo "[==========] $((passed + failed)) test(s) run."
echo "[  PASSED  ] $passed test(s)."
[ $failed = 0 ] || { echo "[  FAILED  ] $failed test(s)." && exit 1; }
[ $passed -gt 0 ]
