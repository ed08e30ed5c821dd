/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The one table of services: what each is called, and whether this build has
 * its messages. Look-ups of services by number, UUID and name.
 */
#include "data/tables.h"
#include "names.h"

#include <string.h>

/* A service whose messages every build has, and one that the rescue build knows
 * by name only. */
#define BUILT_IN(service) &(service)
#ifdef WDM_RESCUE
#define FULL_ONLY(service) NULL
#else
#define FULL_ONLY(service) &(service)
#endif

struct qmi_name {
    uint16_t id;
    const char *name;
    const struct wdm_qmi_service *service; /* NULL: known by name only */
};

struct mbim_name {
    struct wdm_uuid uuid;
    const char *name;
    const struct wdm_mbim_service *service;
};

/* By number. */
static const struct qmi_name qmi_names[] = {
    {0x00, "ctl", BUILT_IN(wdm_catalogue_qmi_ctl)},
    {0x01, "wds", NULL},
    {0x02, "dms", BUILT_IN(wdm_catalogue_qmi_dms)},
    {0x03, "nas", NULL},
    {0x04, "qos", NULL},
    {0x05, "wms", NULL},
    {0x06, "pds", NULL},
    {0x07, "auth", NULL},
    {0x08, "at", NULL},
    {0x09, "voice", NULL},
    {0x0a, "cat2", NULL},
    {0x0b, "uim", NULL},
    {0x0c, "pbm", NULL},
    {0x0d, "qchat", NULL},
    {0x0e, "rmtfs", NULL},
    {0x0f, "test", NULL},
    {0x10, "loc", NULL},
    {0x11, "sar", NULL},
    {0x12, "ims", NULL},
    {0x13, "adc", NULL},
    {0x14, "csd", NULL},
    {0x15, "mfs", NULL},
    {0x16, "time", NULL},
    {0x17, "ts", NULL},
    {0x18, "tmd", NULL},
    {0x19, "sap", NULL},
    {0x1a, "wda", NULL},
    {0x1b, "tsync", NULL},
    {0x1c, "rfsa", NULL},
    {0x1d, "csvt", NULL},
    {0x1e, "qcmap", NULL},
    {0x1f, "imsp", NULL},
    {0x20, "imsvt", NULL},
    {0x21, "imsa", NULL},
    {0x22, "coex", NULL},
    {0x24, "pdc", NULL},
    {0x26, "stx", NULL},
    {0x27, "bit", NULL},
    {0x28, "imsrtp", NULL},
    {0x29, "rfrpe", NULL},
    {0x2a, "dsd", NULL},
    {0x2b, "ssctl", NULL},
    {0x2f, "dpm", NULL},
    {0x32, "uim-rmt", NULL},
    {0x47, "uim-http", NULL},
    {0xe0, "cat", NULL},
    {0xe1, "rms", NULL},
    {0xe2, "oma", NULL},
    {0xe3, "fox", NULL},
    {0xe4, "foxap", NULL},
    {0xe6, "fota", NULL},
    {0xe7, "gms", NULL},
    {0xe8, "gas", NULL},
    {0xed, "atr", NULL},
    {0x190, "ssc", NULL},
    {0x302, "imsdcm", NULL},
};

/* UUIDs have no order: those of the MBIM specification, and then the others. */
static const struct mbim_name mbim_names[] = {
    {MBIM_UUID(0xa289cc33, 0xbcbb, 0x8b4f, 0xb6b0, 0x133ec2aae6df), "basic-connect",
     BUILT_IN(wdm_catalogue_mbim_basic_connect)},
    {MBIM_UUID(0x533fbeeb, 0x14fe, 0x4467, 0x9f90, 0x33a223e56c3f), "sms", NULL},
    {MBIM_UUID(0xe550a0c8, 0x5e82, 0x479e, 0x82f7, 0x10abf4c3351f), "ussd", NULL},
    {MBIM_UUID(0x4bf38476, 0x1e6a, 0x41db, 0xb1d8, 0xbed289c25bdb), "phonebook", NULL},
    {MBIM_UUID(0xd8f20131, 0xfcb5, 0x4e17, 0x8602, 0xd6ed3816164c), "stk", NULL},
    {MBIM_UUID(0x1d2b5ff7, 0x0aa1, 0x48b2, 0xaa52, 0x50f15767174e), "auth", NULL},
    {MBIM_UUID(0xc08a26dd, 0x7718, 0x4382, 0x8482, 0x6e0d583c4d0e), "dss", NULL},
    {MBIM_UUID(0xe9f7dea2, 0xfeaf, 0x4009, 0x93ce, 0x90a3694103b6), "ms-firmware-id", NULL},
    {MBIM_UUID(0x883b7c26, 0x985f, 0x43fa, 0x9804, 0x27d7fb80959c), "ms-host-shutdown", NULL},
    {MBIM_UUID(0x68223d04, 0x9f6c, 0x4e0f, 0x822d, 0x28441fb72340), "ms-sar", NULL},
    {MBIM_UUID(0x838cf7fb, 0x8d0d, 0x4d7f, 0x871e, 0xd71dbefbb39b), "proxy-control",
     BUILT_IN(wdm_catalogue_mbim_proxy_control)},
    {MBIM_UUID(0xd1a30bc2, 0xf97a, 0x6e43, 0xbf65, 0xc7e24fb0f0d3), "qmi",
     BUILT_IN(wdm_catalogue_mbim_qmi)},
    {MBIM_UUID(0x5967bdcc, 0x7fd2, 0x49a2, 0x9f5c, 0xb2e70e527db3), "atds", NULL},
    {MBIM_UUID(0x0ed374cb, 0xf835, 0x4474, 0xbc11, 0x3b3fd76f5641), "intel-firmware-update", NULL},
    {MBIM_UUID(0x6427015f, 0x579d, 0x48f5, 0x8c54, 0xf43ed1e76f83), "qdu", NULL},
    {MBIM_UUID(0x3d01dcc5, 0xfef5, 0x4d05, 0x0d3a, 0xbef7058e9aaf), "ms-basic-connect-extensions",
     NULL},
    {MBIM_UUID(0xc2f6588e, 0xf037, 0x4bc9, 0x8665, 0xf4d44bd09367), "ms-uicc-low-level-access",
     NULL},
    {MBIM_UUID(0x11223344, 0x5566, 0x7788, 0x99aa, 0xbbccddeeff11), "quectel",
     BUILT_IN(wdm_catalogue_mbim_quectel)},
    {MBIM_UUID(0xfdc22af2, 0xf441, 0x4d46, 0xaf8d, 0x259fcdde4635), "intel-thermal-rf", NULL},
    {MBIM_UUID(0x8d8b9eba, 0x37be, 0x449b, 0x8f1e, 0x61cb034a702e), "ms-voice-extensions", NULL},
    {MBIM_UUID(0xf85d46ef, 0xab26, 0x4081, 0x9868, 0x4d183c0a3aec), "intel-mutual-authentication",
     BUILT_IN(wdm_catalogue_mbim_intel_mutual_authentication)},
    {MBIM_UUID(0x4ada4962, 0xb988, 0x46c3, 0x87a7, 0x97f20f994abb), "intel-tools", NULL},
    {MBIM_UUID(0x3e1e92cf, 0xc53d, 0x4f14, 0x85d0, 0xa86ad9e12245), "google", NULL},
    {MBIM_UUID(0xffffffff, 0xabca, 0x4b11, 0xa4e2, 0xf2fc87f94488), "fibocom", NULL},
    {MBIM_UUID(0xa2a32a97, 0xcab1, 0x4f57, 0x9ae1, 0x451c74dda957), "compal", NULL},
    {MBIM_UUID(0xda138c64, 0x6515, 0x4893, 0x92b2, 0xa1e1ca7c81ca), "intel-at-tunnel", NULL},
};

static const struct qmi_name *qmi_by_id(uint16_t id)
{
    for (size_t i = 0; i < COUNT(qmi_names); i++)
        if (qmi_names[i].id == id)
            return &qmi_names[i];
    return NULL;
}

static const struct qmi_name *qmi_by_name(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT(qmi_names); i++)
        if (wdm_name_equal(name, length, qmi_names[i].name))
            return &qmi_names[i];
    return NULL;
}

static const struct mbim_name *mbim_by_uuid(const struct wdm_uuid *uuid)
{
    for (size_t i = 0; i < COUNT(mbim_names); i++)
        if (mbim_names[i].uuid.bytes[0] == uuid->bytes[0] &&
            wdm_uuid_equal(&mbim_names[i].uuid, uuid))
            return &mbim_names[i];
    return NULL;
}

const struct wdm_qmi_service *wdm_qmi_service_at(size_t index)
{
    for (size_t i = 0; i < COUNT(qmi_names); i++)
        if (qmi_names[i].service && index-- == 0)
            return qmi_names[i].service;
    return NULL;
}

const struct wdm_mbim_service *wdm_mbim_service_at(size_t index)
{
    for (size_t i = 0; i < COUNT(mbim_names); i++)
        if (mbim_names[i].service && index-- == 0)
            return mbim_names[i].service;
    return NULL;
}

const struct wdm_qmi_service *wdm_qmi_service_by_id(uint16_t id)
{
    const struct qmi_name *found = qmi_by_id(id);
    return found ? found->service : NULL;
}

const struct wdm_qmi_service *wdm_qmi_service_by_name(const char *name)
{
    int number = wdm_qmi_service_number(name);
    return number < 0 ? NULL : wdm_qmi_service_by_id((uint16_t)number);
}

const struct wdm_mbim_service *wdm_mbim_service_by_uuid(const struct wdm_uuid *uuid)
{
    const struct mbim_name *found = mbim_by_uuid(uuid);
    return found ? found->service : NULL;
}

const struct wdm_mbim_service *wdm_mbim_service_by_name(const char *name)
{
    size_t length = strlen(name);
    struct wdm_uuid uuid;

    for (size_t i = 0; i < COUNT(mbim_names); i++)
        if (wdm_name_equal(name, length, mbim_names[i].name))
            return mbim_names[i].service;
    return wdm_uuid_parse(name, length, &uuid) ? wdm_mbim_service_by_uuid(&uuid) : NULL;
}

const char *wdm_qmi_service_name(uint16_t id)
{
    const struct qmi_name *found = qmi_by_id(id);
    return found ? found->name : NULL;
}

int wdm_qmi_service_number(const char *name)
{
    const struct qmi_name *found = qmi_by_name(name, strlen(name));
    uint16_t number;

    if (found)
        return found->id;
    return wdm_number_u16(name, &number) ? number : -1;
}

const char *wdm_mbim_service_name(const struct wdm_uuid *uuid)
{
    const struct mbim_name *found = mbim_by_uuid(uuid);
    return found ? found->name : NULL;
}
