/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem that speaks MBIM and carries no QMI; it has no lock. */
#include "../personality.h"

static const struct wdm_sim_answer answers[] = {
    {"basic-connect", "device-caps", WDM_SIM_ALWAYS, 0,
     "device_type=embedded\n"
     "cellular_class=gsm\n"
     "voice_class=no-voice\n"
     "sim_class=removable\n"
     "data_class=gprs,edge,umts,hsdpa,hsupa,lte\n"
     "sms_caps=pdu-receive,pdu-send\n"
     "control_caps=reg-manual\n"
     "max_sessions=1\n"
     "device_id=004402110000019\n"
     "firmware_info=1.0\n"
     "hardware_info=MBIM only"},
    {"basic-connect", "device-services", WDM_SIM_ALWAYS, 0,
     "device_services[0].device_service_id=a289cc33-bcbb-8b4f-b6b0-133ec2aae6df\n"
     "device_services[0].cids=1,2,3,4,5,6,7,8,9,10,11,12,13,15,16,19,20"},
};

const struct wdm_personality wdm_sim_mbim_only = {
    .name = "mbim-only",
    .summary = "MBIM without QMI inside, and without a lock",
    .base = &wdm_sim_generic,
    .protocol = WDM_PROTOCOL_MBIM,
    .vendor = 0x0bdb,
    .product = 0x1926,
    .first_client = 1,
    .answers = {WDM_SIM_ROWS(answers)},
};
