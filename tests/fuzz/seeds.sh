#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# tests/fuzz/seeds.sh FOLDER: what fuzzers begin with, in FOLDER/fuzz/seeds, made of the
# fixtures by FOLDER/wdmctl: each message for itself, all of them behind each other, and
# whole captures as they are and as pcapng, redacted too.
set -eu
folder=$1
made=$folder/fuzz/made
rm -rf "$made" "$folder/fuzz/seeds"
mkdir -p "$made" "$folder/fuzz/seeds"
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=0}"
for capture in fixtures/*.txt fixtures/*.log fixtures/*.pcapng; do
    name=$(basename "$capture")
    "$folder/wdmctl" decode --split "$made/$name" "$capture"
    "$folder/wdmctl" decode -w "$made/$name.pcapng" "$capture"
    "$folder/wdmctl" decode --redact -w "$made/$name.redacted.pcapng" "$capture" 2>/dev/null
    cat "$made/$name"/*.bin >"$made/$name.raw"
done
# Of usbmon's text what is short enough: the lines of the modem's messages.
for text in fixtures/*.usbmon; do
    grep -E ' s (21 00|a1 01) | = 01|Ii:' "$text" | tail -n 24 >"$made/$(basename "$text")"
done
"$folder/tests/fuzz/seeds" "$folder/fuzz/seeds" fixtures/*.txt fixtures/*.log fixtures/*.pcapng \
    fixtures/*.schema $(find fixtures -name descriptors) "$made"/*.pcapng "$made"/*.raw "$made"/*.usbmon \
    "$made"/*/*.bin
