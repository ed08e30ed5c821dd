/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The Sierra Wireless EM7355, locked by its vendor until DMS Set FCC
 * Authentication: in its MBIM configuration, and in one with raw QMUX. */
#include "../personality.h"

enum {
    SET_FCC_AUTHENTICATION = 0x555f,
    SWI_GET_USB_COMPOSITION = 0x555b,
    SWI_SET_USB_COMPOSITION = 0x555c,
};

static const struct wdm_sim_answer answers[] = {
    {"dms", "get-capabilities", WDM_SIM_ALWAYS, 0,
     "info.max_tx_channel_rate=50000000\n"
     "info.max_rx_channel_rate=100000000\n"
     "info.data_service_capability=non-simultaneous-cs-ps\n"
     "info.sim_capability=supported\n"
     "info.radio_interface_list=cdma20001x,evdo,gsm,umts,lte"},
    {"dms", "get-manufacturer", WDM_SIM_ALWAYS, 0, "manufacturer=Sierra Wireless, Incorporated"},
    {"dms", "get-model", WDM_SIM_ALWAYS, 0, "model=EM7355"},
    {"dms", "get-revision", WDM_SIM_ALWAYS, 0,
     "revision=SWI9X15C_05.05.58.00 r27038 carmd-fwbuild1 2015/03/04 21:30:23"},
    {"dms", "get-software-version", WDM_SIM_ALWAYS, 0, "version=SWI9X15C_05.05.58.00"},
    {"dms", "get-band-capabilities", WDM_SIM_ALWAYS, 0,
     "band_capability=bc-0-a-system,bc-0-b-system,bc-1-all-blocks,gsm-dcs-1800,"
     "gsm-900-extended,gsm-900-primary,gsm-850,gsm-pcs-1900,wcdma-2100,wcdma-pcs-1900,"
     "wcdma-1700-us,wcdma-850-us,wcdma-900\n"
     "lte_band_capability=2,4,5,13,17,25"},
    {"dms", "get-factory-sku", WDM_SIM_ALWAYS, 0, "sku=1102035"},
    {"dms", "swi-get-current-firmware", WDM_SIM_ALWAYS, 0,
     "model=EM7355\n"
     "boot_version=SWI9X15C_05.05.58.00\n"
     "amss_version=SWI9X15C_05.05.58.00\n"
     "sku_id=1102035\n"
     "package_id=\n"
     "carrier_id=1\n"
     "pri_version=05.03\n"
     "carrier=GENNA-UMTS\n"
     "config_version=000.000_001"},
    {"basic-connect", "device-caps", WDM_SIM_ALWAYS, 0,
     "device_type=embedded\n"
     "cellular_class=gsm,cdma\n"
     "voice_class=no-voice\n"
     "sim_class=removable\n"
     "data_class=gprs,edge,umts,hsdpa,hsupa,lte,1xrtt,1xevdo,1xevdo-reva\n"
     "sms_caps=pdu-receive,pdu-send\n"
     "control_caps=reg-manual\n"
     "max_sessions=8\n"
     "device_id=004402110000019\n"
     "firmware_info=SWI9X15C_05.05.58.00\n"
     "hardware_info=EM7355"},
    {"basic-connect", "device-services", WDM_SIM_ALWAYS, 0,
     "device_services[0].device_service_id=a289cc33-bcbb-8b4f-b6b0-133ec2aae6df\n"
     "device_services[0].cids=1,2,3,4,5,6,7,8,9,10,11,12,13,15,16,19,20\n"
     "device_services[1].device_service_id=d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3\n"
     "device_services[1].cids=1\n"
     "device_services[2].device_service_id=533fbeeb-14fe-4467-9f90-33a223e56c3f\n"
     "device_services[2].cids=1,2,5"},
#ifndef WDM_SMALL /* which has none of these services' messages */
    {"sms", "configuration", WDM_SIM_ALWAYS, 0,
     "sms_storage_state=initialized\n"
     "format=pdu\n"
     "max_messages=23\n"
     "sc_address=+15550100100"},
    {"sms", "read", WDM_SIM_ALWAYS, 0, "format=pdu\npdu_messages="},
    {"sms", "message-store-status", WDM_SIM_ALWAYS, 0, "flag=none"},
    {"nas", "get-system-selection-preference", WDM_SIM_ALWAYS, 0,
     "emergency_mode=no\n"
     "mode_preference=cdma-1x,cdma-1xevdo,gsm,umts,lte\n"
     "band_preference=bc-0-a-system,bc-0-b-system,bc-1-all-blocks,gsm-dcs-1800,"
     "gsm-900-extended,gsm-900-primary,gsm-850,gsm-pcs-1900,wcdma-2100,wcdma-pcs-1900,"
     "wcdma-1700-us,wcdma-850-us,wcdma-900\n"
     "roaming_preference=any\n"
     "lte_band_preference=2,4,5,13,17,25\n"
     "network_selection_preference=automatic\n"
     "service_domain_preference=cs-ps\n"
     "acquisition_order_preference=lte,umts,gsm,cdma-1xevdo,cdma-1x\n"
     "usage_preference=data-centric"},
    {"nas", "get-technology-preference", WDM_SIM_ALWAYS, 0,
     "active.technology_preference=auto\n"
     "active.technology_preference_duration=permanent"},
    {"nas", "swi-get-status", WDM_SIM_ONLINE, 0,
     "common_info_v2.temperature=34\n"
     "common_info_v2.modem_mode=online\n"
     "common_info_v2.system_mode=lte\n"
     "common_info_v2.ims_registration_state=no-srv\n"
     "common_info_v2.packet_service_state=attached\n"
     "lte_info.band=eutran-4\n"
     "lte_info.bandwidth=10\n"
     "lte_info.rx_channel=2175\n"
     "lte_info.tx_channel=20175\n"
     "lte_info.emm_state=registered\n"
     "lte_info.emm_connection_state=rrc-idle"},
    {"nas", "swi-get-status", WDM_SIM_OFFLINE, 0,
     "common_info_v2.temperature=31\n"
     "common_info_v2.modem_mode=low-power\n"
     "common_info_v2.system_mode=no-service\n"
     "common_info_v2.ims_registration_state=no-srv\n"
     "common_info_v2.packet_service_state=detached"},
#endif
};

static uint16_t set_fcc_authentication(struct wdm_sim *sim, const struct wdm_qmux *request,
                                       struct wdm_writer *tlvs)
{
    (void)request;
    (void)tlvs;
    if (!sim->locked)
        return WDM_SIM_QMI_NO_EFFECT;
    sim->locked = false;
    return 0;
}

static uint16_t get_usb_composition(struct wdm_sim *sim, const struct wdm_qmux *request,
                                    struct wdm_writer *tlvs)
{
    (void)request;
    struct wdm_span known = sim->personality->usb_compositions;
    uint8_t room[64];
    struct wdm_writer list = wdm_writer(room, sizeof(room));
    wdm_write_number(&list, known.length, 1);
    wdm_write_bytes(&list, known.bytes, known.length);
    wdm_tlv_write_u8(tlvs, 0x10, sim->usb_composition);
    wdm_tlv_write(tlvs, 0x11, room, list.length);
    return 0;
}

/* A real one changes after a reset only; what it says is the new one at once. */
static uint16_t set_usb_composition(struct wdm_sim *sim, const struct wdm_qmux *request,
                                    struct wdm_writer *tlvs)
{
    (void)tlvs;
    struct wdm_span known = sim->personality->usb_compositions;
    struct wdm_span wanted;
    if (!wdm_tlv_find(request->tlvs, 0x01, &wanted) || wanted.length < 1)
        return WDM_SIM_QMI_MISSING_ARGUMENT;
    for (size_t i = 0; i < known.length; i++) {
        if (known.bytes[i] == wanted.bytes[0]) {
            sim->usb_composition = wanted.bytes[0];
            return 0;
        }
    }
    return WDM_SIM_QMI_INVALID_ARGUMENT;
}

static const struct wdm_sim_qmi_behaviour behaviour_rows[] = {
    {WDM_QMI_SERVICE_DMS, SET_FCC_AUTHENTICATION, set_fcc_authentication},
    {WDM_QMI_SERVICE_DMS, SWI_GET_USB_COMPOSITION, get_usb_composition},
    {WDM_QMI_SERVICE_DMS, SWI_SET_USB_COMPOSITION, set_usb_composition},
};
static const struct wdm_sim_qmi_behaviours qmi_behaviours = {WDM_SIM_ROWS(behaviour_rows)};

static const struct wdm_sim_service services[] = {
    {WDM_QMI_SERVICE_DMS, 1, 14},
#ifndef WDM_SMALL
    {WDM_QMI_SERVICE_WDS, 1, 36}, {WDM_QMI_SERVICE_NAS, 1, 25}, {WDM_QMI_SERVICE_WMS, 1, 10},
    {WDM_QMI_SERVICE_PDS, 1, 18}, {WDM_QMI_SERVICE_UIM, 1, 22}, {WDM_QMI_SERVICE_WDA, 1, 7},
#endif
};

static const uint8_t usb_compositions[] = {1, 6, 7, 8, 9, 10, 11, 12, 14, 19};

const struct wdm_personality wdm_sim_em7355 = {
    .name = "em7355",
    .summary = "Sierra EM7355: MBIM with QMI inside, radio locked until it is authenticated",
    .base = &wdm_sim_generic,
    .protocol = WDM_PROTOCOL_MBIM,
    .vendor = 0x1199,
    .product = 0x901f,
    .qmi = true,
    .locked = true,
    .first_client = 0x14,
    .usb_composition = 14,
    .usb_compositions = {usb_compositions, sizeof(usb_compositions)},
    .services = {WDM_SIM_ROWS(services)},
    .answers = {WDM_SIM_ROWS(answers)},
    .qmi_behaviours = &qmi_behaviours,
#ifndef WDM_SMALL
    .usb = &wdm_sim_em7355_usb,
#endif
};

const struct wdm_personality wdm_sim_em7355_qmi = {
    .name = "em7355-qmi",
    .summary = "the same modem with a raw QMI port, as locked",
    .base = &wdm_sim_em7355,
    .protocol = WDM_PROTOCOL_QMI,
    .vendor = 0x1199,
    .product = 0x901f,
    .locked = true,
    .first_client = 0x14,
    .usb_composition = 14,
    .usb_compositions = {usb_compositions, sizeof(usb_compositions)},
    .services = {WDM_SIM_ROWS(services)},
};
