# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash
# Records what passes the USB bus from the moment that a modem is plugged in until wdmctl
# has unlocked it, by usbmon: an EM7355 in MBIM, and an EM7455 that is switched to its
# configuration with raw QMI. Nothing but the kernel and wdmctl speaks to it. The same as
# usbmon's own text, of which fixtures/ has that of the EM7455.
record() { # PERSONALITY CONFIGURATION
    modem_start "$1"
    bus=$(basename "$(readlink -f /sys/class/usbmisc/cdc-wdm0/device/..)")
    modem_do unplug
    await 5 test ! -e /dev/cdc-wdm0
    dumpcap -q -i "usbmon${bus%%-*}" -w "/artifacts/usbmon-$1-unlock.pcapng" >/tmp/dumpcap.out 2>&1 &
    recorder=$!
    cat "/sys/kernel/debug/usb/usbmon/${bus%%-*}u" >"/artifacts/usbmon-$1-unlock.usbmon" &
    reader=$!
    await 10 grep -q File: /tmp/dumpcap.out
    sleep 1

    modem_do plug
    check "$1 is plugged in" await 10 test -e /dev/cdc-wdm0
    [ "$2" = 2 ] || modem_configure "$2"
    check "$1 is unlocked" wdmctl unlock

    sleep 1
    kill $reader
    kill -INT $recorder
    wait $recorder
    cat /tmp/dumpcap.out
    check "there is a capture" test -s "/artifacts/usbmon-$1-unlock.pcapng"
    modem_stop
}

record em7355 2
record em7455 1
