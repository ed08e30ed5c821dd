#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# decode.sh PROGRAM GENERATOR FOLDER: how many messages a second wdmctl decode shows, of
# a capture of USB that is in memory; the best of three rounds.
set -eu
program=$1 generator=$2 folder=$3
messages=1000000
capture=$folder/messages.pcap

"$generator" $messages >"$capture"
cat "$capture" >/dev/null
for options in "-j" "" "-v" "--ladder" "--only time=..0"; do
	best=
	for _ in 1 2 3; do
		start=$(date +%s%N)
		# shellcheck disable=SC2086
		"$program" decode $options "$capture" >/dev/null
		took=$((($(date +%s%N) - start) / 1000))
		[ -n "$best" ] && [ "$best" -le "$took" ] || best=$took
	done
	printf 'decode %-15s %5d thousand messages a second\n' "$options" \
		$((messages * 1000 / best))
done
rm -f "$capture"
