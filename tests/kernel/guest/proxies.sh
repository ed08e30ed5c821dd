# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash
# wdmctl -p through the real mbim-proxy and qmi-proxy, which hold the kernel's device, at
# the same time as the programs that they are made for.
modem_start em7355
run wdmctl -p info
exits 3 "no proxy runs, and -p says so"
says mbim-proxy "by its name"
/usr/libexec/mbim-proxy --no-exit &
proxy=$!
await 5 grep -q mbim-proxy /proc/net/unix
run wdmctl -p -d /dev/cdc-wdm0 info
exits 0 "wdmctl through mbim-proxy"
says EM7355 "and the modem's name comes back"
mbimcli -p -d /dev/cdc-wdm0 --query-device-caps >/tmp/theirs 2>&1 &
peer=$!
run wdmctl -p unlock
exits 0 "wdmctl unlocks through mbim-proxy"
wait $peer
check "while mbimcli is answered" test $? = 0
check "with the capabilities" grep -q EM7355 /tmp/theirs
run wdmctl list
says mbim-proxy "list says who has the port open"
kill $proxy
wait $proxy
modem_stop

modem_start em7455
modem_configure 1
/usr/libexec/qmi-proxy --no-exit &
proxy=$!
await 5 grep -q qmi-proxy /proc/net/unix
qmicli -p -d /dev/cdc-wdm0 --dms-get-capabilities >/tmp/theirs 2>&1 &
peer=$!
run wdmctl -p -d /dev/cdc-wdm0 unlock
exits 0 "wdmctl unlocks through qmi-proxy"
wait $peer
check "while qmicli is answered" test $? = 0
check "with the capabilities" grep -q Networks /tmp/theirs
kill $proxy
wait $proxy
modem_stop
