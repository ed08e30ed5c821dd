#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Counts, with valgrind, the instructions of decoding DMS Get Capabilities' answer and
# printing it as text: tests/instructions.sh PROGRAM MOST
set -eu
program=$1
most=$2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
command -v valgrind >/dev/null || {
    echo "tests/instructions.sh: it needs valgrind" >&2
    exit 1
}
valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect=wdm_print_fields_text \
    "$program" -d sim:em7355 qmi dms get-capabilities >"$log" 2>&1 || {
    cat "$log" >&2
    exit 1
}
grep -q 'radio_interface_list .*lte (8)' "$log" || {
    echo "tests/instructions.sh: the capabilities were not printed" >&2
    exit 1
}
count=$(sed -n 's/^==[0-9]*== Collected : *\([0-9]*\)$/\1/p' "$log")
echo "DMS Get Capabilities to text: $count instructions (at most $most)"
[ "$count" -gt 0 ] && [ "$count" -le "$most" ]
