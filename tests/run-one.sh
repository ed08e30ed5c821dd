#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# run-one.sh COMMAND...: runs a test program, and prints what it says when it has ended, so
# that several may run side by side.
said=$("$@" 2>&1)
code=$?
printf '%s\n' "$said"
exit $code
