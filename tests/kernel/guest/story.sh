# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash
# The journey that this project started from. A laptop has a Sierra EM7355; its radio
# stays off, and what is known of modems says: ask it over QMI.
modem_start em7355

# There is a port. It is MBIM's, and nobody there answers QMI.
run wdmctl list
says 1199:901f "the modem is there"
says cdc_mbim "the kernel gave it to cdc_mbim"
run wdmctl -m qmi -t 3 qmi dms get-capabilities
exits 4 "QMI is met with silence"
says "-m mbim" "and the silence is explained: the port speaks MBIM"

# The modem has a configuration with a QMI port. Is the way there?
check "it switches to configuration 1" wdmctl -t 20 usb config 1
run wdmctl list
says qmi_wwan "qmi_wwan takes the port there"
run wdmctl -t 5 unlock
exits 4 "but this port is silent"
says QMI "and the error names what was asked"

# It is not. Back.
check "it switches back to configuration 2" wdmctl -t 20 usb config 2
run wdmctl list
says cdc_mbim "the MBIM port is there again"

# What does MBIM itself offer? A service that carries QMI.
run wdmctl mbim basic-connect device-services
exits 0 "the device services are told"
says "d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3" "QMI inside MBIM is among them"
run wdmctl qmi dms get-operating-mode
says low-power "asked through it, the modem says that its radio is off"
run wdmctl radio on
exits 1 "and it refuses to turn it on"
says "wdmctl unlock" "with the reason: it is locked"

# So the message that unlocks goes inside MBIM.
run wdmctl unlock
exits 0 "the modem is unlocked"
says "the lock was on and is off" "and that is verified"

# The system should see the modem anew, without a power cycle that would lock it again.
check "it is detached and attached again" wdmctl -t 20 usb reset
run wdmctl unlock
exits 0 "it is still unlocked"
says "the lock was off already" "and says so"

# And the radio goes on.
check "the radio goes on" wdmctl radio on
run wdmctl radio
says online "the modem is online"
modem_stop
