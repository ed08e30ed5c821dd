# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash
# The modem as the kernel shows it: listed, named in every way, switched between its
# configurations, re-attached, and pulled out in the middle of a command.

# ---- An EM7355, whose QMI configuration is silent
modem_start em7355
run wdmctl list
exits 0 "list finds the modem"
for word in 1199:901f cdc_mbim cdc-wdm0 wwan0; do
    says $word "list shows $word"
done
path=$(basename "$(readlink -f /sys/class/usbmisc/cdc-wdm0/device/..)")
for name in /dev/cdc-wdm0 cdc-wdm0 "$path" 1199:901f; do
    check "-d $name is the modem" wdmctl -d "$name" info
done
run wdmctl -d 1199:9999 info
exits 3 "-d 1199:9999 is no modem"
run wdmctl usb
exits 0 "usb shows the configurations"
says cdc_mbim "of which one would be cdc_mbim's"
says qmi_wwan "and one qmi_wwan's"

run wdmctl unlock
exits 0 "unlock needs no -d"
says "the lock was on and is off" "unlock says what it did"
run wdmctl unlock --reset
exits 0 "unlock --reset attaches it again"
says "the lock stays off" "and it is still unlocked"

run wdmctl -t 20 usb config 1
exits 0 "usb config 1"
says cdc-wdm0 "usb config 1 says which port appeared"
says ttyUSB2 "and which serial ports"
check "its driver is qmi_wwan" test "$(basename "$(readlink /sys/class/usbmisc/cdc-wdm0/device/driver)")" = qmi_wwan
run wdmctl -t 5 qmi dms get-capabilities
exits 4 "its QMI port is silent"
says "answers neither QMI nor MBIM" "which is said"
says "another USB configuration" "with where to look"
run wdmctl -t 20 usb config 3
exits 2 "there is no configuration 3"
check "usb config 2" wdmctl -t 20 usb config 2
check "its driver is cdc_mbim again" test "$(basename "$(readlink /sys/class/usbmisc/cdc-wdm0/device/driver)")" = cdc_mbim
check "and the modem answers" wdmctl info
run wdmctl -t 20 usb reset
exits 0 "usb reset"
says cdc-wdm0 "usb reset says which port is back"
check "the modem answers after it" wdmctl info
modem_stop
check "nothing is left of it" test ! -e /dev/cdc-wdm0

# ---- An EM7455, whose QMI configuration answers
modem_start em7455
run wdmctl list
says 1199:9079 "the other modem is listed"
run wdmctl -t 20 usb config 1
exits 0 "em7455: usb config 1"
run wdmctl list
says qmi_wwan "em7455: qmi_wwan"
run wdmctl qmi dms get-capabilities
exits 0 "em7455: raw QMI is answered"
says radio_interface_list "em7455: with its capabilities"
run qmicli -d /dev/cdc-wdm0 --dms-get-capabilities
exits 0 "em7455: qmicli is answered there too"
says "Networks:" "em7455: with its capabilities as well"
run wdmctl usb composition
exits 0 "em7455: usb composition"
says "current      9  MBIM" "em7455: which is 9"
says " 6  DM, NMEA, AT, QMI" "em7455: 6 could be"
says " 8  DM, NMEA, AT, MBIM" "em7455: 8 could be"
run wdmctl unlock
exits 0 "em7455: unlocked over raw QMI"
check "em7455: back to configuration 2" wdmctl -t 20 usb config 2
check "em7455: and it answers in MBIM" wdmctl info

# A composition that has no MBIM, from when the modem has restarted.
run wdmctl -t 30 usb composition 6
exits 0 "em7455: usb composition 6"
run wdmctl qmi dms set-operating-mode mode=reset
exits 0 "em7455: restarted"
listed() { wdmctl list | grep -q "$1"; }
check "em7455: it comes back with qmi_wwan" await 15 listed qmi_wwan
run wdmctl usb composition
says "current      6" "em7455: with composition 6"
run wdmctl usb config 2
exits 2 "em7455: it has no configuration 2 now"
modem_stop

# ---- Pulled out while a command waits: its answers take 5 s
pull_out() {
    (
        sleep 1
        clock >/tmp/pulled
        modem_do unplug
    ) &
    run wdmctl -t 20 info
    exits 5 "unplugged in the middle of a command"
    says "went away" "the error says that the modem went away"
    late=$(($(clock) - $(cat /tmp/pulled)))
    check "at once: after $late hundredths of a second" test $late -lt 100
    wait $!
    modem_do plug
    check "plugged in again, it is there" await 10 test -e /dev/cdc-wdm0
}
modem_start em7355,delay=5000
pull_out
modem_stop
modem_start em7455,delay=5000
modem_configure 1
pull_out
modem_stop
