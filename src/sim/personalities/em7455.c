/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The Sierra Wireless EM7455, locked as the EM7355 is. On USB its QMI port answers. */
#include "../personality.h"

static const struct wdm_sim_answer answers[] = {
    {"dms", "get-capabilities", WDM_SIM_ALWAYS, 0,
     "info.max_tx_channel_rate=50000000\n"
     "info.max_rx_channel_rate=300000000\n"
     "info.data_service_capability=non-simultaneous-cs-ps\n"
     "info.sim_capability=supported\n"
     "info.radio_interface_list=umts,lte"},
    {"dms", "get-model", WDM_SIM_ALWAYS, 0, "model=EM7455"},
    {"dms", "get-revision", WDM_SIM_ALWAYS, 0,
     "revision=SWI9X30C_02.24.05.06 r7040 CARMD-EV-FRMWR2 2017/05/19 06:23:09"},
    {"dms", "get-software-version", WDM_SIM_ALWAYS, 0, "version=SWI9X30C_02.24.05.06"},
    {"dms", "get-band-capabilities", WDM_SIM_ALWAYS, 0,
     "band_capability=wcdma-2100,wcdma-pcs-1900,wcdma-1700-us,wcdma-850-us,wcdma-900\n"
     "lte_band_capability=1,2,3,4,5,7,8,12,13,20,25,26,29,30,41"},
    {"dms", "get-factory-sku", WDM_SIM_ALWAYS, 0, "sku=1102644"},
    {"dms", "swi-get-current-firmware", WDM_SIM_ALWAYS, 0,
     "model=EM7455\n"
     "boot_version=SWI9X30C_02.24.05.06\n"
     "amss_version=SWI9X30C_02.24.05.06\n"
     "sku_id=1102644\n"
     "package_id=\n"
     "carrier_id=1\n"
     "pri_version=002.026\n"
     "carrier=GENERIC\n"
     "config_version=000.001"},
    {"basic-connect", "device-caps", WDM_SIM_ALWAYS, 0,
     "device_type=embedded\n"
     "cellular_class=gsm\n"
     "voice_class=no-voice\n"
     "sim_class=removable\n"
     "data_class=umts,hsdpa,hsupa,lte\n"
     "sms_caps=pdu-receive,pdu-send\n"
     "control_caps=reg-manual\n"
     "max_sessions=8\n"
     "device_id=004402110000019\n"
     "firmware_info=SWI9X30C_02.24.05.06\n"
     "hardware_info=EM7455"},
};

static const struct wdm_sim_service services[] = {
    {WDM_QMI_SERVICE_DMS, 1, 14}, {WDM_QMI_SERVICE_WDS, 1, 67}, {WDM_QMI_SERVICE_NAS, 1, 25},
    {WDM_QMI_SERVICE_WMS, 1, 10}, {WDM_QMI_SERVICE_PDS, 1, 18}, {WDM_QMI_SERVICE_UIM, 1, 46},
    {WDM_QMI_SERVICE_WDA, 1, 16},
};

static const uint8_t usb_compositions[] = {6, 8, 9};

const struct wdm_personality wdm_sim_em7455 = {
    .name = "em7455",
    .summary = "Sierra EM7455: locked like em7355; over USB its QMI port answers too",
    .base = &wdm_sim_em7355,
    .protocol = WDM_PROTOCOL_MBIM,
    .vendor = 0x1199,
    .product = 0x9079,
    .qmi = true,
    .locked = true,
    .first_client = 1,
    .usb_composition = 9,
    .usb_compositions = {usb_compositions, sizeof(usb_compositions)},
    .services = {WDM_SIM_ROWS(services)},
    .answers = {WDM_SIM_ROWS(answers)},
    .usb = &wdm_sim_em7455_usb,
};
