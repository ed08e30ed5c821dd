/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Look-ups of services in what a private schema has, and then in what is built in.
 * A schema's service of a number or UUID that is built in has all that the built-in
 * one has. Uses string.h. */
#include "wdm/schema.h"

#include <string.h>

#include "names.h"

/* Small builds have no schemas. */
static const struct wdm_schema *schema_of(const struct wdm_catalogue *catalogue)
{
#ifdef WDM_SMALL
    (void)catalogue;
    return NULL;
#else
    return catalogue ? catalogue->schema : NULL;
#endif
}

static const struct wdm_qmi_service *own_qmi(const struct wdm_catalogue *catalogue, uint16_t id)
{
    const struct wdm_schema *schema = schema_of(catalogue);
    for (size_t i = 0; schema && i < schema->qmi_count; i++)
        if (schema->qmi[i].id == id)
            return &schema->qmi[i];
    return NULL;
}

static const struct wdm_mbim_service *own_mbim(const struct wdm_catalogue *catalogue,
                                               const struct wdm_uuid *uuid)
{
    const struct wdm_schema *schema = schema_of(catalogue);
    for (size_t i = 0; schema && i < schema->mbim_count; i++)
        if (wdm_uuid_equal(&schema->mbim[i].uuid, uuid))
            return &schema->mbim[i];
    return NULL;
}

const struct wdm_mbim_service *wdm_catalogue_own_mbim_at(const struct wdm_catalogue *catalogue,
                                                         size_t index)
{
    const struct wdm_schema *schema = schema_of(catalogue);
    return schema && index < schema->mbim_count ? &schema->mbim[index] : NULL;
}

/* Both tables are in order of number: the two are merged. */
const struct wdm_qmi_service *wdm_catalogue_qmi_service_at(const struct wdm_catalogue *catalogue,
                                                           size_t index)
{
    const struct wdm_schema *schema = schema_of(catalogue);
    size_t own = 0, built_in = 0;

    if (!schema)
        return wdm_qmi_service_at(index);
    for (;;) {
        const struct wdm_qmi_service *a = own < schema->qmi_count ? &schema->qmi[own] : NULL;
        const struct wdm_qmi_service *b = wdm_qmi_service_at(built_in);
        bool is_own = a && (!b || a->id <= b->id);
        if (index-- == 0 || (!a && !b))
            return is_own ? a : b;
        built_in += b && (!a || b->id <= a->id);
        own += is_own;
    }
}

const struct wdm_qmi_service *wdm_catalogue_qmi_service_by_id(const struct wdm_catalogue *catalogue,
                                                              uint16_t id)
{
    const struct wdm_qmi_service *own = own_qmi(catalogue, id);
    return own ? own : wdm_qmi_service_by_id(id);
}

const struct wdm_qmi_service *
wdm_catalogue_qmi_service_by_name(const struct wdm_catalogue *catalogue, const char *name)
{
    int number = wdm_catalogue_qmi_service_number(catalogue, name);
    return number < 0 ? NULL : wdm_catalogue_qmi_service_by_id(catalogue, (uint16_t)number);
}

const char *wdm_catalogue_qmi_service_name(const struct wdm_catalogue *catalogue, uint16_t id)
{
    const struct wdm_qmi_service *own = own_qmi(catalogue, id);
    return own ? own->name : wdm_qmi_service_name(id);
}

int wdm_catalogue_qmi_service_number(const struct wdm_catalogue *catalogue, const char *name)
{
    const struct wdm_schema *schema = schema_of(catalogue);
    size_t length = strlen(name);

    for (size_t i = 0; schema && i < schema->qmi_count; i++)
        if (wdm_name_equal(name, length, schema->qmi[i].name))
            return schema->qmi[i].id;
    return wdm_qmi_service_number(name);
}

/* Those that are built in, each as the schema has it; then the schema's others. */
const struct wdm_mbim_service *wdm_catalogue_mbim_service_at(const struct wdm_catalogue *catalogue,
                                                             size_t index)
{
    const struct wdm_schema *schema = schema_of(catalogue);
    const struct wdm_mbim_service *built_in = wdm_mbim_service_at(index);
    size_t i;

    if (built_in)
        return wdm_catalogue_mbim_service_by_uuid(catalogue, &built_in->uuid);
    for (i = 0; wdm_mbim_service_at(i); i++)
        index--;
    for (i = 0; schema && i < schema->mbim_count; i++)
        if (!wdm_mbim_service_by_uuid(&schema->mbim[i].uuid) && index-- == 0)
            return &schema->mbim[i];
    return NULL;
}

const struct wdm_mbim_service *
wdm_catalogue_mbim_service_by_uuid(const struct wdm_catalogue *catalogue,
                                   const struct wdm_uuid *uuid)
{
    const struct wdm_mbim_service *own = own_mbim(catalogue, uuid);
    return own ? own : wdm_mbim_service_by_uuid(uuid);
}

const struct wdm_mbim_service *
wdm_catalogue_mbim_service_by_name(const struct wdm_catalogue *catalogue, const char *name)
{
    const struct wdm_schema *schema = schema_of(catalogue);
    size_t length = strlen(name);
    struct wdm_uuid uuid;

    for (size_t i = 0; schema && i < schema->mbim_count; i++)
        if (wdm_name_equal(name, length, schema->mbim[i].name))
            return &schema->mbim[i];
    if (wdm_uuid_parse(name, length, &uuid))
        return wdm_catalogue_mbim_service_by_uuid(catalogue, &uuid);
    return wdm_mbim_service_by_name(name);
}

const char *wdm_catalogue_mbim_service_name(const struct wdm_catalogue *catalogue,
                                            const struct wdm_uuid *uuid)
{
    const struct wdm_mbim_service *own = own_mbim(catalogue, uuid);
    return own ? own->name : wdm_mbim_service_name(uuid);
}
