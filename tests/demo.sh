#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The main job on a simulated modem, with a trace to follow: tests/demo.sh PROGRAM
set -eu
program=$1
echo "A Sierra EM7355 with its radio locked, played by the simulator; what it and wdmctl"
echo "say to each other ('>' to the modem, '<' from it), and then the result:"
echo
echo "\$ wdmctl -v -d sim:em7355 unlock --power-on"
exec "$program" -v -d sim:em7355 unlock --power-on
