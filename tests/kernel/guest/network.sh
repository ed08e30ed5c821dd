# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash
# The data path: the modem connects, the kernel's wwan0 comes up, and a ping is answered.
modem_start em7355,unlocked --network
check "wwan0 is there" test -e /sys/class/net/wwan0
run wdmctl mbim basic-connect connect set session_id=0 activation_command=activate \
    access_string=internet ip_type=ipv4
echo
check "wwan0 comes up" ip link set wwan0 up
check "it takes an address" ip address add 10.0.0.2/24 dev wwan0
run ping -c 3 -W 2 -I wwan0 10.0.0.1
exits 0 "a ping is answered"
says "3 packets received" "each of three"
modem_stop
