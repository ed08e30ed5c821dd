/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of UUIDs in values: MBIM's context types (MBIM 1.0, 10.5.12, and MBIMEx)
 * and services. Uses string.h. */
#include <string.h>

#include "output.h"

static const struct {
    const char *uuid;
    const char *name;
} context_types[] = {
    {"b43f758c-a560-4b46-b35e-c5869641fb54", "none"},
    {"7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e", "internet"},
    {"9b9f7bbe-8952-44b7-83ac-ca41318df7a0", "vpn"},
    {"88918294-0ef4-4396-8cca-a8588fbc02b2", "voice"},
    {"05a2a716-7c34-4b4d-9a91-c5ef0c7aaacc", "video-share"},
    {"b3272496-ac6c-422b-a8c0-acf687a27217", "purchase"},
    {"21610d01-3074-4bce-9425-b53a07d697d6", "ims"},
    {"46726664-7269-6bc6-9624-d1d35389aca9", "mms"},
    {"a57a9afc-b09f-45d7-bb40-033c39f60db9", "local"},
    {"5f7e4c2e-e80b-40a9-a239-f0abcfd11f4b", "admin"},
    {"74d88a3d-dfbd-4799-9a8c-7310a37bb2ee", "app"},
    {"50d378a7-baa5-4a50-b872-3fe5bb463411", "xcap"},
    {"5e4e0601-48dc-4e2b-acb8-08b4016bbaac", "tethering"},
    {"5f41adb8-204e-4d31-9da8-b3c970e360f2", "emergency-calling"},
};

static const size_t context_type_count = sizeof(context_types) / sizeof(context_types[0]);

const char *wdm_uuid_name(const struct wdm_uuid *uuid)
{
    char text[WDM_UUID_TEXT + 1];
    wdm_uuid_format(uuid, text);
    for (size_t i = 0; i < context_type_count; i++) {
        if (strcmp(text, context_types[i].uuid) == 0)
            return context_types[i].name;
    }
    return wdm_mbim_service_name(uuid);
}

bool wdm_uuid_named(const char *name, size_t length, struct wdm_uuid *uuid)
{
    for (size_t i = 0; i < context_type_count; i++) {
        if (wdm_name_equal(name, length, context_types[i].name))
            return wdm_uuid_parse(context_types[i].uuid, WDM_UUID_TEXT, uuid);
    }
    for (size_t i = 0; wdm_mbim_service_at(i); i++) {
        if (wdm_name_equal(name, length, wdm_mbim_service_at(i)->name)) {
            *uuid = wdm_mbim_service_at(i)->uuid;
            return true;
        }
    }
    return false;
}
