#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# tests/coverage.sh FOLDER: what the tests have run of the sources that gcc built there with
# --coverage, as gcov tells it: lines and branches of each floor. Fails where wire/,
# catalogue/ or session/ are below 95 % of lines or 90 % of branches. The files that lack
# most are named; FOLDER/uncovered has each line that was not run, and each line with a
# branch that was not taken.
set -eu
folder=$1
work=$folder/gcov
rm -rf "$work"
mkdir -p "$work"
find "$folder/src" -name '*.gcda' >"$work/list"
[ -s "$work/list" ] || { echo "nothing was run in $folder" >&2 && exit 1; }
xargs ${GCOV:-gcov} -b -c -t <"$work/list" >"$work/text" 2>"$work/errors" ||
    { cat "$work/errors" >&2 && exit 1; }

# gcov's text: "count: line: source", and below it a "branch N taken M" for each branch.
awk -v uncovered="$folder/uncovered" '
/^ *-: *0:Source:/ {
    file = substr($0, index($0, "Source:") + 7)
    split(file, part, "/")
    wanted = part[1] == "src" && file ~ /\.c$/
    floor = part[2]
    next
}
!wanted { next }
/^branch / {
    branches[file]++; branches[floor]++
    if ($0 ~ /never executed/ || $4 == 0)
        print file ":" line ": branch not taken" >uncovered
    else
        { taken[file]++; taken[floor]++ }
    next
}
/^ *[0-9#=-]+\*?: *[0-9]+:/ {
    count = $1; sub(/:.*/, "", count)
    line = $0; sub(/^[^:]*: */, "", line); sub(/:.*/, "", line)
    if (count == "-" || line == 0)
        next
    lines[file]++; lines[floor]++; files[file] = floor
    if (count ~ /^[#=]/)
        print file ":" line ": not run" >uncovered
    else
        { run[file]++; run[floor]++ }
}
function percent(part, whole) { return whole > 0 ? 100 * part / whole : 100 }
END {
    sort = "sort -rn | head -5"
    count = split("wire catalogue session port capture modem sim cli", floors, " ")
    printf "%-12s %21s %21s\n", "", "lines", "branches"
    for (i = 1; i <= count; i++) {
        name = floors[i]
        share = percent(run[name], lines[name]); ways = percent(taken[name], branches[name])
        printf "%-12s %6d/%6d %6.1f %% %6d/%6d %6.1f %%\n", "src/" name "/", run[name], lines[name],
            share, taken[name], branches[name], ways
        if (i <= 3 && (lines[name] == 0 || share < 95 || ways < 90)) {
            print "    below 95 % of lines or 90 % of branches"
            failed = 1
        }
    }
    for (file in files)
        if (files[file] ~ /^(wire|catalogue|session)$/ && branches[file] > taken[file])
            printf "%5d branches not taken in %s\n", branches[file] - taken[file], file | sort
    close(sort)
    exit failed
}' "$work/text"
