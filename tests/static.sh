#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Checks a static program: tests/static.sh PROGRAM MOST-BYTES. It has no
# interpreter and no needed libraries, is at most so large when stripped, and
# does the main job (what has no simulator does it in tests/rescue.sh).
set -eu
program=$1
most=$2
stripped=$(mktemp)
trap 'rm -f "$stripped"' EXIT
if readelf -lW "$program" | grep -q INTERP || readelf -dW "$program" | grep -q NEEDED; then
    echo "$program is not static" >&2
    exit 1
fi
strip -o "$stripped" "$program"
size=$(wc -c <"$stripped")
echo "static, stripped: $size bytes (at most $most)"
[ "$size" -le "$most" ]
if "$program" sim >/dev/null 2>&1; then
    tests/demo.sh "$program"
else
    "$program" unlock --list
fi
