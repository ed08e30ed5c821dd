# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=dash disable=SC2154 # the library sets what is not set here
# The programs of others on the same device: Debian's qmicli and mbimcli ask the modem
# through the kernel's drivers, and what they are told is what wdmctl is told.

# ---- MBIM, and QMI inside it
modem_start em7355
inside="qmicli -d /dev/cdc-wdm0 --device-open-mbim"
ask "mbimcli -d /dev/cdc-wdm0 --query-device-caps" "wdmctl mbim basic-connect device-caps"
equal "Device type" device_type
equal "Cellular class" cellular_class
equal "Voice class" voice_class
equal "SIM class" sim_class
equal "Data class" data_class
equal "SMS caps" sms_caps
equal "Ctrl caps" control_caps
equal "Max sessions" max_sessions
equal "Device ID" device_id
equal "Firmware info" firmware_info
equal "Hardware info" hardware_info
ask "mbimcli -d /dev/cdc-wdm0 --query-device-services" "wdmctl mbim basic-connect device-services"
equal "Max DSS sessions" max_dss_sessions
for service in $(echo "$theirs" | sed -n 's/.*UUID: \[\(.*\)\].*/\1/p'); do
    both_say "$service" "service $service"
done
ask "mbimcli -d /dev/cdc-wdm0 --query-radio-state" "wdmctl mbim basic-connect radio-state"
equal "Hardware radio state" hw_radio_state
equal "Software radio state" sw_radio_state
ask "mbimcli -d /dev/cdc-wdm0 --query-registration-state" "wdmctl mbim basic-connect register-state"
equal "Register state" register_state

capabilities() {
    ask "$1 --dms-get-capabilities" "wdmctl qmi dms get-capabilities"
    equal "Max TX channel rate" info.max_tx_channel_rate
    equal "Max RX channel rate" info.max_rx_channel_rate
    equal "Data Service" info.data_service_capability
    equal "SIM" info.sim_capability
    equal "Networks" info.radio_interface_list
    ask "$1 --dms-get-model" "wdmctl qmi dms get-model"
    equal "Model" model
    ask "$1 --dms-get-revision" "wdmctl qmi dms get-revision"
    equal "Revision" revision
    ask "$1 --dms-get-ids" "wdmctl qmi dms get-ids"
    equal "IMEI" imei
    equal "IMEI SV" imei_software_version
}

operating_mode() {
    ask "$1 --dms-get-operating-mode" "wdmctl qmi dms get-operating-mode"
    equal "Mode" mode
    equal "HW restricted" hardware_restricted_mode
}

# shellcheck disable=SC2086 # a command and its options
unlocks() {
    run $1 --dms-set-operating-mode=online
    exits 1 "locked, it is refused its way to online"
    run $1 --dms-set-fcc-authentication
    exits 0 "$1 --dms-set-fcc-authentication"
    run $1 --dms-set-fcc-authentication
    says "(26): 'NoEffect'" "once more, it has no effect"
    run wdmctl qmi dms set-fcc-authentication
    says "NoEffect (26)" "as wdmctl is told"
    run wdmctl unlock
    says "the lock was off already" "which finds it unlocked"
    run $1 --dms-set-operating-mode=online
    exits 0 "and it goes online"
}

capabilities "$inside"
operating_mode "$inside"
unlocks "$inside"
operating_mode "$inside"
modem_stop

# ---- Raw QMI
modem_start em7455
modem_configure 1
raw="qmicli -d /dev/cdc-wdm0"
capabilities "$raw"
operating_mode "$raw"
unlocks "$raw"
operating_mode "$raw"
modem_stop
