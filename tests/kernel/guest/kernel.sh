# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash
# The machine itself: the drivers are there, a virtual USB bus, and the program runs.
check "the virtual USB bus is there" test -e /sys/devices/platform/vhci_hcd.0/attach
for driver in cdc_mbim qmi_wwan; do
    check "$driver is loaded" test -d /sys/bus/usb/drivers/$driver
done
run wdmctl --version
exits 0 "wdmctl runs on this kernel"
run wdmctl unlock
exits 3 "without a modem, unlock says that there is none"
