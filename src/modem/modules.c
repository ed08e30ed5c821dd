/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Modules that are known to come with a locked radio, and the methods' names.
 * Sources: the libmbim-devel thread "QMI via MBIM for FCC Authentication fix"
 * (2015) and ModemManager's list of FCC unlock procedures. */
#include <string.h>

#include "wdm/modem.h"

static const struct wdm_module modules[] = {
    {0x1199, 0x901f, "Sierra EM7355", WDM_UNLOCK_SIERRA, "seen"},
    {0x03f0, 0x4e1d, "HP EM7355", WDM_UNLOCK_SIERRA, "seen"},
    {0x1199, 0x9079, "Sierra EM7455", WDM_UNLOCK_SIERRA, "seen"},
    {0x413c, 0x81a3, "Dell DW5570", WDM_UNLOCK_SIERRA, "seen"},
    {0x413c, 0x81a8, "Dell DW5808", WDM_UNLOCK_SIERRA, "seen"},
};

static const char *const methods[] = {
    [WDM_UNLOCK_AUTO] = "auto",
    [WDM_UNLOCK_SIERRA] = "sierra",
};

const struct wdm_module *wdm_module_at(size_t index)
{
    return index < sizeof modules / sizeof modules[0] ? &modules[index] : NULL;
}

const struct wdm_module *wdm_module_find(uint16_t vendor, uint16_t product)
{
    size_t i;

    for (i = 0; i < sizeof modules / sizeof modules[0]; i++) {
        if (modules[i].vendor == vendor && modules[i].product == product)
            return &modules[i];
    }
    return NULL;
}

const char *wdm_unlock_method_name(enum wdm_unlock_method method)
{
    return methods[method];
}

bool wdm_unlock_method_find(const char *name, enum wdm_unlock_method *method)
{
    size_t i;

    for (i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        if (strcmp(methods[i], name) == 0) {
            *method = (enum wdm_unlock_method)i;
            return true;
        }
    }
    return false;
}
