# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash
# Records what passes the USB bus while wdmctl unlocks a modem, by usbmon: an EM7355 in
# MBIM, and an EM7455 over raw QMI. Each capture begins after the kernel has set the modem
# up and ends when wdmctl does.
record() { # FILE COMMAND...
    record_file=/artifacts/$1
    shift
    record_bus=$(basename "$(readlink -f /sys/class/usbmisc/cdc-wdm0/device/..)")
    dumpcap -q -i "usbmon${record_bus%%-*}" -w "$record_file" >/tmp/dumpcap.out 2>&1 &
    record_process=$!
    await 10 test -s "$record_file"
    sleep 0.5
    check "$*" "$@"
    sleep 0.5
    kill -INT $record_process
    wait $record_process
    cat /tmp/dumpcap.out
    check "there is a capture" test -s "$record_file"
}

modem_start em7355
record usbmon-em7355-unlock.pcapng wdmctl unlock
modem_stop

modem_start em7455
check "the QMI configuration" wdmctl -t 20 usb config 1
record usbmon-em7455-unlock.pcapng wdmctl unlock
modem_stop
