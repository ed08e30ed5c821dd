#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Plays the kernel in a copy of fixtures/sysfs-em7355: tests/fake-kernel.sh ROOT WHAT.
# It waits until the program writes bConfigurationValue or authorized, and changes the
# tree then. Ends by itself, or after five seconds.
set -eu
root=$1
path=/sys/devices/pci0000:00/0000:00:14.0/usb1/1-10
device=$root$path

# Waits until the attribute $1 is $2.
await() {
    for _ in $(seq 250); do
        [ "$(cat "$device/$1" 2>/dev/null)" != "$2" ] || return 0
        sleep 0.02
    done
    exit 1
}

# All ports go, and their files in /dev; with them the interfaces.
detach() {
    rm -f "$root"/sys/class/usbmisc/* "$root"/sys/class/wwan/* "$root"/sys/class/net/wwan* \
        "$root"/sys/bus/usb/devices/1-10:*
    rm -rf "$device"/1-10:*
    [ ! -e "$root/dev/cdc-wdm0" ] || mv "$root/dev/cdc-wdm0" "$root/dev/away"
}

# An interface $1 with the driver $2.
interface() {
    mkdir -p "$device/$1"
    ln -s "../../../../../../bus/usb/drivers/$2" "$device/$1/driver"
    ln -s "../../../..$path/$1" "$root/sys/bus/usb/devices/$1"
}

# A port of the class $1 and the name $2 at the interface $3.
port() {
    mkdir -p "$root/sys/class/$1"
    case $1 in
    tty) ln -s "../..$path/$3/$2/tty/$2" "$root/sys/class/$1/$2" ;;
    *) ln -s "../..$path/$3/$1/$2" "$root/sys/class/$1/$2" ;;
    esac
}

case $2 in
configure) # to configuration 1; a second port comes behind the first
    await bConfigurationValue 1
    detach
    sleep 0.3
    interface 1-10:1.8 qmi_wwan
    port usbmisc cdc-wdm0 1-10:1.8
    interface 1-10:1.3 qcserial
    : >"$root/dev/ttyUSB7"
    sleep 0.1
    : >"$root/dev/cdc-wdm0"
    port tty ttyUSB7 1-10:1.3
    ;;
half) # there is a port, but no file in /dev
    await bConfigurationValue 1
    detach
    interface 1-10:1.8 qmi_wwan
    port usbmisc cdc-wdm0 1-10:1.8
    ;;
reattach) # it comes back as another port
    await authorized 0
    detach
    await authorized 1
    sleep 0.2
    interface 1-10:2.12 cdc_mbim
    port usbmisc cdc-wdm1 1-10:2.12
    mv "$root/dev/away" "$root/dev/cdc-wdm1"
    ;;
vanish) # it does not
    await authorized 0
    detach
    await authorized 1
    rm "$root/sys/bus/usb/devices/1-10"
    ;;
restart) # by itself
    detach
    sleep 0.3
    interface 1-10:1.12 cdc_mbim
    port usbmisc cdc-wdm2 1-10:1.12
    : >"$root/dev/cdc-wdm2"
    ;;
esac
