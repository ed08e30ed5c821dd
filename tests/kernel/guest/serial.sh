# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash
# AT commands on the serial port of the kernel's qcserial, in the configuration with QMI.
modem_start em7455
modem_configure 1
check "qcserial has the modem's serial ports" await 5 test -e /dev/ttyUSB2
run wdmctl at -d /dev/ttyUSB2 AT
exits 0 "wdmctl at is answered"
run wdmctl at -d /dev/ttyUSB2 'AT!ENTERCND="A710"' 'AT!UDUSBCOMP?'
exits 0 "the vendor's commands are unlocked, and the composition is told"
says "!UDUSBCOMP: 9" "it is 9"
run wdmctl at -d /dev/ttyUSB2 'AT+NONSENSE'
exits 1 "what it does not know, it refuses"
modem_stop
