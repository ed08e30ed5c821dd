/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The services whose messages this build has, and look-ups of services by number,
 * UUID and name. Uses string.h.
 */
#include "data/tables.h"
#include "names.h"

#include <string.h>

/* All services, or those that make SERVICES="..." picks: it defines WDM_WITH_name as 1
 * or 0 for each, but for the three that are always there. */
#define QMI(name)  PICK(WDM_WITH_##name, &wdm_catalogue_qmi_##name)
#define MBIM(name) PICK(WDM_WITH_##name, &wdm_catalogue_mbim_##name)
#ifdef WDM_PICK
#define PICK(with, service)      PICK_WITH(with, service)
#define PICK_WITH(with, service) PICK_WITH_##with(service)
#define PICK_WITH_1(service)     service,
#define PICK_WITH_0(service)
#else
#define PICK(with, service) service,
#endif

/* clang-format off */

/* By number. */
static const struct wdm_qmi_service *const qmi_services[] = {
    &wdm_catalogue_qmi_ctl,
    QMI(wds)
    QMI(dms)
    QMI(nas)
    QMI(qos)
    QMI(wms)
    QMI(pds)
    QMI(voice)
    QMI(uim)
    QMI(pbm)
    QMI(loc)
    QMI(sar)
    QMI(ims)
    QMI(wda)
    QMI(imsp)
    QMI(imsa)
    QMI(pdc)
    QMI(dsd)
    QMI(dpm)
    QMI(oma)
    QMI(fox)
    QMI(gms)
    QMI(gas)
    QMI(atr)
    QMI(ssc)
    QMI(imsdcm)
};

/* Those of the MBIM specification, and then the others. */
static const struct wdm_mbim_service *const mbim_services[] = {
    &wdm_catalogue_mbim_basic_connect,
    MBIM(sms)
    MBIM(ussd)
    MBIM(phonebook)
    MBIM(stk)
    MBIM(auth)
    MBIM(dss)
    MBIM(ms_firmware_id)
    MBIM(ms_host_shutdown)
    MBIM(ms_sar)
    MBIM(proxy_control)
    &wdm_catalogue_mbim_qmi,
    MBIM(atds)
    MBIM(intel_firmware_update)
    MBIM(qdu)
    MBIM(ms_basic_connect_extensions)
    MBIM(ms_uicc_low_level_access)
    MBIM(quectel)
    MBIM(intel_thermal_rf)
    MBIM(ms_voice_extensions)
    MBIM(intel_mutual_authentication)
    MBIM(intel_tools)
    MBIM(google)
    MBIM(fibocom)
    MBIM(compal)
    MBIM(intel_at_tunnel)
};

/* clang-format on */

/* All QMI services, whether this build has their messages or not; small builds name
 * those that modems are likely to speak of. */
static const struct {
    uint16_t id;
    char name[10];
} qmi_names[] = {
    {0x00, "ctl"},     {0x01, "wds"},      {0x02, "dms"},   {0x03, "nas"},   {0x04, "qos"},
    {0x05, "wms"},     {0x06, "pds"},      {0x07, "auth"},  {0x08, "at"},    {0x09, "voice"},
    {0x0a, "cat2"},    {0x0b, "uim"},      {0x0c, "pbm"},   {0x10, "loc"},   {0x11, "sar"},
    {0x1a, "wda"},     {0x24, "pdc"},      {0x2a, "dsd"},   {0xe3, "fox"},   {0xe4, "foxap"},
#ifndef WDM_SMALL
    {0x0d, "qchat"},   {0x0e, "rmtfs"},    {0x0f, "test"},  {0x12, "ims"},   {0x13, "adc"},
    {0x14, "csd"},     {0x15, "mfs"},      {0x16, "time"},  {0x17, "ts"},    {0x18, "tmd"},
    {0x19, "sap"},     {0x1b, "tsync"},    {0x1c, "rfsa"},  {0x1d, "csvt"},  {0x1e, "qcmap"},
    {0x1f, "imsp"},    {0x20, "imsvt"},    {0x21, "imsa"},  {0x22, "coex"},  {0x26, "stx"},
    {0x27, "bit"},     {0x28, "imsrtp"},   {0x29, "rfrpe"}, {0x2b, "ssctl"}, {0x2f, "dpm"},
    {0x32, "uim-rmt"}, {0x47, "uim-http"}, {0xe0, "cat"},   {0xe1, "rms"},   {0xe2, "oma"},
    {0xe6, "fota"},    {0xe7, "gms"},      {0xe8, "gas"},   {0xed, "atr"},   {0x190, "ssc"},
    {0x302, "imsdcm"},
#endif
};

const struct wdm_qmi_service *wdm_qmi_service_at(size_t index)
{
    return index < COUNT(qmi_services) ? qmi_services[index] : NULL;
}

const struct wdm_mbim_service *wdm_mbim_service_at(size_t index)
{
    return index < COUNT(mbim_services) ? mbim_services[index] : NULL;
}

const struct wdm_qmi_service *wdm_qmi_service_by_id(uint16_t id)
{
    for (size_t i = 0; i < COUNT(qmi_services); i++)
        if (qmi_services[i]->id == id)
            return qmi_services[i];
    return NULL;
}

const struct wdm_qmi_service *wdm_qmi_service_by_name(const char *name)
{
    int number = wdm_qmi_service_number(name);
    return number < 0 ? NULL : wdm_qmi_service_by_id((uint16_t)number);
}

const struct wdm_mbim_service *wdm_mbim_service_by_uuid(const struct wdm_uuid *uuid)
{
    for (size_t i = 0; i < COUNT(mbim_services); i++)
        if (wdm_uuid_equal(&mbim_services[i]->uuid, uuid))
            return mbim_services[i];
    return NULL;
}

const struct wdm_mbim_service *wdm_mbim_service_by_name(const char *name)
{
    size_t length = strlen(name);
    struct wdm_uuid uuid;

    for (size_t i = 0; i < COUNT(mbim_services); i++)
        if (wdm_name_equal(name, length, mbim_services[i]->name))
            return mbim_services[i];
    return wdm_uuid_parse(name, length, &uuid) ? wdm_mbim_service_by_uuid(&uuid) : NULL;
}

const char *wdm_qmi_service_name(uint16_t id)
{
    for (size_t i = 0; i < COUNT(qmi_names); i++)
        if (qmi_names[i].id == id)
            return qmi_names[i].name;
    return NULL;
}

int wdm_qmi_service_number(const char *name)
{
    size_t length = strlen(name);
    uint16_t number;

    for (size_t i = 0; i < COUNT(qmi_names); i++)
        if (wdm_name_equal(name, length, qmi_names[i].name))
            return qmi_names[i].id;
    return wdm_number_u16(name, &number) ? number : -1;
}
