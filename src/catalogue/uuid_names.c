/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of UUIDs: MBIM's services, and its context types (MBIM 1.0, 10.5.12, and
 * MBIMEx). Uses string.h. */
#include "data/tables.h"
#include "names.h"
#include "output.h"

#include <string.h>

/* clang-format off */

/* UUIDs have no order: those of the MBIM specification, and then the others. */
#define SERVICE_UUIDS(ROW) \
    ROW("basic-connect",               0xa289cc33, 0xbcbb, 0x8b4f, 0xb6b0, 0x133ec2aae6df) \
    ROW("sms",                         0x533fbeeb, 0x14fe, 0x4467, 0x9f90, 0x33a223e56c3f) \
    ROW("ussd",                        0xe550a0c8, 0x5e82, 0x479e, 0x82f7, 0x10abf4c3351f) \
    ROW("phonebook",                   0x4bf38476, 0x1e6a, 0x41db, 0xb1d8, 0xbed289c25bdb) \
    ROW("stk",                         0xd8f20131, 0xfcb5, 0x4e17, 0x8602, 0xd6ed3816164c) \
    ROW("auth",                        0x1d2b5ff7, 0x0aa1, 0x48b2, 0xaa52, 0x50f15767174e) \
    ROW("dss",                         0xc08a26dd, 0x7718, 0x4382, 0x8482, 0x6e0d583c4d0e) \
    ROW("ms-firmware-id",              0xe9f7dea2, 0xfeaf, 0x4009, 0x93ce, 0x90a3694103b6) \
    ROW("ms-host-shutdown",            0x883b7c26, 0x985f, 0x43fa, 0x9804, 0x27d7fb80959c) \
    ROW("ms-sar",                      0x68223d04, 0x9f6c, 0x4e0f, 0x822d, 0x28441fb72340) \
    ROW("proxy-control",               0x838cf7fb, 0x8d0d, 0x4d7f, 0x871e, 0xd71dbefbb39b) \
    ROW("qmi",                         0xd1a30bc2, 0xf97a, 0x6e43, 0xbf65, 0xc7e24fb0f0d3) \
    ROW("atds",                        0x5967bdcc, 0x7fd2, 0x49a2, 0x9f5c, 0xb2e70e527db3) \
    ROW("intel-firmware-update",       0x0ed374cb, 0xf835, 0x4474, 0xbc11, 0x3b3fd76f5641) \
    ROW("qdu",                         0x6427015f, 0x579d, 0x48f5, 0x8c54, 0xf43ed1e76f83) \
    ROW("ms-basic-connect-extensions", 0x3d01dcc5, 0xfef5, 0x4d05, 0x0d3a, 0xbef7058e9aaf) \
    ROW("ms-uicc-low-level-access",    0xc2f6588e, 0xf037, 0x4bc9, 0x8665, 0xf4d44bd09367) \
    ROW("quectel",                     0x11223344, 0x5566, 0x7788, 0x99aa, 0xbbccddeeff11) \
    ROW("intel-thermal-rf",            0xfdc22af2, 0xf441, 0x4d46, 0xaf8d, 0x259fcdde4635) \
    ROW("ms-voice-extensions",         0x8d8b9eba, 0x37be, 0x449b, 0x8f1e, 0x61cb034a702e) \
    ROW("intel-mutual-authentication", 0xf85d46ef, 0xab26, 0x4081, 0x9868, 0x4d183c0a3aec) \
    ROW("intel-tools",                 0x4ada4962, 0xb988, 0x46c3, 0x87a7, 0x97f20f994abb) \
    ROW("google",                      0x3e1e92cf, 0xc53d, 0x4f14, 0x85d0, 0xa86ad9e12245) \
    ROW("fibocom",                     0xffffffff, 0xabca, 0x4b11, 0xa4e2, 0xf2fc87f94488) \
    ROW("compal",                      0xa2a32a97, 0xcab1, 0x4f57, 0x9ae1, 0x451c74dda957) \
    ROW("intel-at-tunnel",             0xda138c64, 0x6515, 0x4893, 0x92b2, 0xa1e1ca7c81ca)

#define CONTEXT_TYPE_UUIDS(ROW) \
    ROW("none",              0xb43f758c, 0xa560, 0x4b46, 0xb35e, 0xc5869641fb54) \
    ROW("internet",          0x7e5e2a7e, 0x4e6f, 0x7272, 0x736b, 0x656e7e5e2a7e) \
    ROW("vpn",               0x9b9f7bbe, 0x8952, 0x44b7, 0x83ac, 0xca41318df7a0) \
    ROW("voice",             0x88918294, 0x0ef4, 0x4396, 0x8cca, 0xa8588fbc02b2) \
    ROW("video-share",       0x05a2a716, 0x7c34, 0x4b4d, 0x9a91, 0xc5ef0c7aaacc) \
    ROW("purchase",          0xb3272496, 0xac6c, 0x422b, 0xa8c0, 0xacf687a27217) \
    ROW("ims",               0x21610d01, 0x3074, 0x4bce, 0x9425, 0xb53a07d697d6) \
    ROW("mms",               0x46726664, 0x7269, 0x6bc6, 0x9624, 0xd1d35389aca9) \
    ROW("local",             0xa57a9afc, 0xb09f, 0x45d7, 0xbb40, 0x033c39f60db9) \
    ROW("admin",             0x5f7e4c2e, 0xe80b, 0x40a9, 0xa239, 0xf0abcfd11f4b) \
    ROW("app",               0x74d88a3d, 0xdfbd, 0x4799, 0x9a8c, 0x7310a37bb2ee) \
    ROW("xcap",              0x50d378a7, 0xbaa5, 0x4a50, 0xb872, 0x3fe5bb463411) \
    ROW("tethering",         0x5e4e0601, 0x48dc, 0x4e2b, 0xacb8, 0x08b4016bbaac) \
    ROW("emergency-calling", 0x5f41adb8, 0x204e, 0x4d31, 0x9da8, 0xb3c970e360f2)

#define UUID(name, a, b, c, d, e) MBIM_UUID(a, b, c, d, e),
#define NAME(name, a, b, c, d, e) name "\0"

/* clang-format on */

/* The UUIDs of a table, and in the same order their names, a NUL behind each. */
struct known {
    const struct wdm_uuid *uuids;
    size_t count;
    const char *names;
};

static const struct wdm_uuid service_uuids[] = {SERVICE_UUIDS(UUID)};
static const struct wdm_uuid context_type_uuids[] = {CONTEXT_TYPE_UUIDS(UUID)};
static const struct known services = {service_uuids, COUNT(service_uuids), SERVICE_UUIDS(NAME)};
static const struct known context_types = {context_type_uuids, COUNT(context_type_uuids),
                                           CONTEXT_TYPE_UUIDS(NAME)};

static const char *name_of(const struct known *known, const struct wdm_uuid *uuid)
{
    const char *name = known->names;
    for (size_t i = 0; i < known->count; i++, name += strlen(name) + 1) {
        if (wdm_uuid_equal(&known->uuids[i], uuid))
            return name;
    }
    return NULL;
}

static bool named(const struct known *known, const char *wanted, size_t length,
                  struct wdm_uuid *uuid)
{
    const char *name = known->names;
    for (size_t i = 0; i < known->count; i++, name += strlen(name) + 1) {
        if (wdm_name_equal(wanted, length, name)) {
            *uuid = known->uuids[i];
            return true;
        }
    }
    return false;
}

const char *wdm_uuid_name_at(const struct wdm_catalogue *catalogue, size_t index)
{
    const struct wdm_mbim_service *own;
    const struct known *known = &context_types;
    if (index >= known->count) {
        index -= known->count;
        known = &services;
    }
    const char *name = known->names;
    for (size_t i = 0; i < index && i < known->count; i++)
        name += strlen(name) + 1;
    if (index < known->count)
        return name;
    own = wdm_catalogue_own_mbim_at(catalogue, index - known->count);
    return own ? own->name : NULL;
}

const char *wdm_mbim_service_name(const struct wdm_uuid *uuid)
{
    return name_of(&services, uuid);
}

const char *wdm_uuid_name(const struct wdm_catalogue *catalogue, const struct wdm_uuid *uuid)
{
    const char *name = name_of(&context_types, uuid);
    return name ? name : wdm_catalogue_mbim_service_name(catalogue, uuid);
}

bool wdm_uuid_named(const struct wdm_catalogue *catalogue, const char *name, size_t length,
                    struct wdm_uuid *uuid)
{
    const struct wdm_mbim_service *own;
    for (size_t i = 0; (own = wdm_catalogue_own_mbim_at(catalogue, i)) != NULL; i++) {
        if (wdm_name_equal(name, length, own->name)) {
            *uuid = own->uuid;
            return true;
        }
    }
    return named(&context_types, name, length, uuid) || named(&services, name, length, uuid);
}
