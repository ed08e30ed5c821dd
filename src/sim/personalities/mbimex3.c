/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A 5G modem that speaks MBIMEx 2.0 and 3.0 once the host has asked for it with
 * Version; what those versions change is answered in their layouts. Uses wire/. */
#include "../personality.h"

#define MBIM_1_0   0x0100
#define MBIMEX_3_0 0x0300

#define DEVICE_RESET 10 /* of the basic connect extensions */

/* Before the rows of the base, which have the layouts of MBIM 1.0. */
static const struct wdm_sim_answer answers[] = {
    {"basic-connect", "device-caps", WDM_SIM_ALWAYS, 0,
     "device_type=embedded\n"
     "cellular_class=gsm\n"
     "voice_class=no-voice\n"
     "sim_class=removable\n"
     "data_class=umts,hsdpa,hsupa,lte,custom\n"
     "sms_caps=pdu-receive,pdu-send\n"
     "control_caps=reg-manual\n"
     "max_sessions=8\n"
     "custom_data_class=5G\n"
     "device_id=004402110000019\n"
     "firmware_info=3.0\n"
     "hardware_info=MBIMEx 3.0"},
    {"basic-connect", "device-services", WDM_SIM_ALWAYS, 0,
     "max_dss_sessions=0\n"
     "device_services[0].device_service_id=basic-connect\n"
     "device_services[0].dss_payload=0\n"
     "device_services[0].max_dss_instances=0\n"
     "device_services[0].cids=1,2,3,4,5,6,7,8,9,10,11,12,13,15,16,19,20\n"
     "device_services[1].device_service_id=ms-basic-connect-extensions\n"
     "device_services[1].dss_payload=0\n"
     "device_services[1].max_dss_instances=0\n"
     "device_services[1].cids=6,10,15,16"},
    {"basic-connect", "subscriber-ready-status", WDM_SIM_ALWAYS | WDM_SIM_MBIMEX_3, 0,
     "ready_state=initialized\n"
     "flags=sim-removability-known,sim-removable\n"
     "subscriber_id=001010000000735\n"
     "sim_icc_id=8988001010000007357\n"
     "ready_info=none\n"
     "telephone_numbers[0]=15550100123"},
    {"basic-connect", "register-state", WDM_SIM_ONLINE | WDM_SIM_MBIMEX_2, 0,
     "nw_error=none\n"
     "register_state=home\n"
     "register_mode=automatic\n"
     "available_data_classes=lte,5g-nsa\n"
     "current_cellular_class=gsm\n"
     "provider_id=00101\n"
     "provider_name=Test PLMN\n"
     "registration_flag=packet-service-automatic-attach\n"
     "preferred_data_classes=lte,5g-nsa"},
    {"basic-connect", "register-state", WDM_SIM_OFFLINE | WDM_SIM_MBIMEX_2, 0,
     "nw_error=none\n"
     "register_state=deregistered\n"
     "register_mode=automatic\n"
     "available_data_classes=none\n"
     "current_cellular_class=gsm\n"
     "registration_flag=packet-service-automatic-attach\n"
     "preferred_data_classes=lte,5g-nsa"},
    {"basic-connect", "packet-service", WDM_SIM_ONLINE | WDM_SIM_MBIMEX_3, 0,
     "nw_error=none\n"
     "packet_service_state=attached\n"
     "highest_available_data_class=5g\n"
     "uplink_speed=200000000\n"
     "downlink_speed=2000000000\n"
     "frequency_range=1\n"
     "data_subclass=5g-nr\n"
     "tai.plmn_mcc=1\n"
     "tai.plmn_mnc=1\n"
     "tai.tac=4660"},
    {"basic-connect", "packet-service", WDM_SIM_OFFLINE | WDM_SIM_MBIMEX_3, 0,
     "nw_error=none\n"
     "packet_service_state=detached\n"
     "highest_available_data_class=none\n"
     "uplink_speed=0\n"
     "downlink_speed=0\n"
     "frequency_range=unknown\n"
     "data_subclass=none\n"
     "tai.plmn_mcc=0\n"
     "tai.plmn_mnc=0\n"
     "tai.tac=0"},
    {"basic-connect", "packet-service", WDM_SIM_ONLINE | WDM_SIM_MBIMEX_2, 0,
     "nw_error=none\n"
     "packet_service_state=attached\n"
     "current_data_class=5g-nsa\n"
     "uplink_speed=200000000\n"
     "downlink_speed=2000000000\n"
     "frequency_range=1"},
    {"basic-connect", "packet-service", WDM_SIM_OFFLINE | WDM_SIM_MBIMEX_2, 0,
     "nw_error=none\n"
     "packet_service_state=detached\n"
     "current_data_class=none\n"
     "uplink_speed=0\n"
     "downlink_speed=0\n"
     "frequency_range=unknown"},
    /* RSRP and SNR as coded there: -156 dBm plus so much, -23 dB plus half of it. */
    {"basic-connect", "signal-state", WDM_SIM_ONLINE | WDM_SIM_MBIMEX_2, 0,
     "rssi=99\n"
     "error_rate=99\n"
     "signal_strength_interval=5\n"
     "rssi_threshold=4294967295\n"
     "error_rate_threshold=4294967295\n"
     "rsrp_snr[0].rsrp=66\n"
     "rsrp_snr[0].snr=76\n"
     "rsrp_snr[0].rsrp_threshold=4294967295\n"
     "rsrp_snr[0].snr_threshold=4294967295\n"
     "rsrp_snr[0].system_type=5g-nsa"},
    {"basic-connect", "connect", WDM_SIM_CONNECTED | WDM_SIM_MBIMEX_3, 0,
     "session_id=0\n"
     "activation_state=activated\n"
     "voice_call_state=none\n"
     "ip_type=ipv4v6\n"
     "context_type=internet\n"
     "nw_error=none\n"
     "media_preference=3gpp\n"
     "access_string=internet"},
    {"basic-connect", "connect", WDM_SIM_ALWAYS | WDM_SIM_MBIMEX_3, 0,
     "session_id=0\n"
     "activation_state=deactivated\n"
     "voice_call_state=none\n"
     "ip_type=default\n"
     "context_type=internet\n"
     "nw_error=none\n"
     "media_preference=3gpp\n"
     "access_string=internet"},
    {"ms-basic-connect-extensions", "device-caps", WDM_SIM_ALWAYS | WDM_SIM_MBIMEX_3, 0,
     "device_type=embedded\n"
     "cellular_class=gsm\n"
     "voice_class=no-voice\n"
     "sim_class=removable\n"
     "data_class=umts,hsdpa,hsupa,lte,5g\n"
     "sms_caps=pdu-receive,pdu-send\n"
     "control_caps=reg-manual\n"
     "data_subclass=5g-endc,5g-nr\n"
     "max_sessions=8\n"
     "executor_index=0\n"
     "wcdma_band_class=0x81\n"
     "lte_band_class=1,3,7,20\n"
     "nr_band_class=1,78\n"
     "device_id=004402110000019\n"
     "firmware_info=3.0\n"
     "hardware_info=MBIMEx 3.0"},
    {"ms-basic-connect-extensions", "modem-configuration", WDM_SIM_ALWAYS | WDM_SIM_MBIMEX_3, 0,
     "configuration_status=completed\n"
     "configuration_name=Test PLMN"},
};

/* The answer, and what both speak from then on, is the lower of the two versions. */
static uint32_t query_version(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                              struct wdm_writer *buffer)
{
    struct wdm_reader reader = wdm_reader(request->buffer.bytes, request->buffer.length);
    uint16_t mbim = wdm_read_u16(&reader);
    uint16_t mbimex = wdm_read_u16(&reader);
    if (reader.failed || mbim < MBIM_1_0 || mbimex < MBIM_1_0)
        return WDM_MBIM_STATUS_INVALID_PARAMETERS;
    if (mbimex > MBIMEX_3_0)
        mbimex = MBIMEX_3_0;
    sim->mbimex = (uint8_t)(mbimex >> 8);
    wdm_write_u16(buffer, MBIM_1_0);
    wdm_write_u16(buffer, mbimex);
    return WDM_MBIM_STATUS_SUCCESS;
}

static uint32_t reset_device(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                             struct wdm_writer *buffer)
{
    (void)request;
    (void)buffer;
    sim->restart = true;
    return WDM_MBIM_STATUS_SUCCESS;
}

static const struct wdm_sim_mbim_behaviour behaviour_rows[] = {
    {&wdm_mbim_extensions, WDM_MBIM_CID_VERSION, WDM_MBIM_QUERY, query_version},
    {&wdm_mbim_extensions, DEVICE_RESET, WDM_MBIM_SET, reset_device},
};
static const struct wdm_sim_mbim_behaviours mbim_behaviours = {WDM_SIM_ROWS(behaviour_rows)};

const struct wdm_personality wdm_sim_mbimex3 = {
    .name = "mbimex3",
    .summary = "a 5G modem that speaks MBIMEx 3.0, without QMI inside and without a lock",
    .base = &wdm_sim_generic,
    .protocol = WDM_PROTOCOL_MBIM,
    .vendor = 0x14c3,
    .product = 0x4d75,
    .first_client = 1,
    .answers = {WDM_SIM_ROWS(answers)},
    .mbim_behaviours = &mbim_behaviours,
};
