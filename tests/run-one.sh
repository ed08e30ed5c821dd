#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# run-one.sh COMMAND...: runs a test program, and prints what it says when it has ended, one
# after the other, so that several may run side by side.
said=$("$@" 2>&1)
code=$?
exec 9<"$0"
flock 9
printf '%s\n' "$said"
[ $code = 0 ] || { echo "FAILED with exit code $code: $*" && exit 1; }
