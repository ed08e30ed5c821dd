# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash disable=SC2154 # the library sets what is not set here
# The data path: wdmctl has the modem connect and asks for the address that it was given,
# the kernel's wwan0 takes it, and a ping to the gateway is answered, in IPv4 and in IPv6.
# The connection is held from run to run, and is down once it was given back.
told() { # FIELD: of the settings
    echo "$settings" | sed -n "s/^$1  *\([^ ]*\).*/\1/p"
}

ping_gateway() { # ADDRESS/PREFIX GATEWAY
    check "wwan0 takes $1" ip address add "$1" dev wwan0
    run ping -c 3 -i 0.2 -W 2 -I wwan0 "$2"
    says "3 packets received" "$2 answers"
}

modem_start em7355,unlocked --network
run wdmctl --no-close mbim basic-connect connect set session_id=0 activation_command=activate \
    access_string=internet ip_type=ipv4v6 context_type=internet
says activated "MBIM Connect, and the function stays open"
run wdmctl --no-open --no-close mbim basic-connect ip-configuration session_id=0
exits 0 "and the address that comes with it"
settings=$said
check "wwan0 comes up" ip link set wwan0 up
ping_gateway "$(told 'ipv4_address\[0\].ipv4_address')/$(told 'ipv4_address\[0\].on_link_prefix_length')" \
    "$(told ipv4_gateway)"
ping_gateway "$(told 'ipv6_address\[0\].ipv6_address')/64" "$(told ipv6_gateway)"
run wdmctl -v --no-open mbim basic-connect ip-configuration session_id=0
says "$(told ipv4_gateway)" "the connection is still up"
says CLOSE_DONE "and the function is closed"
run wdmctl mbim basic-connect ip-configuration session_id=0
exits 1 "which ends the connection"
modem_stop

modem_start em7455,unlocked --network
modem_configure 1
run wdmctl qmi wds start-network apn=internet --keep-client-id
says packet_data_handle "WDS Start Network"
says "client id wds=" "and its client id is kept"
client=$(echo "$said" | sed -n 's/^client id wds=//p')
run wdmctl --client-id "wds=$client" qmi wds get-current-settings
exits 0 "and the address that comes with it"
settings=$said
# Frames to an address that begins with 4 or 6, as a random one may, qmi_wwan takes for
# packets of IP.
check "wwan0 gets an address" ip link set wwan0 address 02:00:00:00:00:01
check "wwan0 comes up" ip link set wwan0 up
ping_gateway "$(told ipv4_address)/24" "$(told ipv4_gateway_address)"
run wdmctl --client-id "wds=$client" qmi wds get-packet-service-status
says "connected (2)" "the call is still up"
check "its client id is released" wdmctl qmi ctl release-cid release_info.service=wds \
    "release_info.cid=$client"
run wdmctl qmi wds get-packet-service-status
says "disconnected (1)" "which ends the call"
modem_stop
