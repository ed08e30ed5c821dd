/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an MBIM function lists that it has, and the version of MBIMEx that it
 * agrees to. Uses catalogue and sessions. */
#include <string.h>

#include "wdm/modem.h"

#define MBIM_1_0 0x0100

/* Looks through the list of device services for one, and for a command in it. */
struct search {
    struct wdm_sink sink;
    const struct wdm_uuid *service;
    uint32_t command;
    bool here, in_commands; /* what is told is of that service; is its commands */
    bool has_service, has_command;
    bool is_broken; /* the list does not decode to its end */
};

static bool is_named(struct wdm_name name, const char *literal)
{
    return name.length == strlen(literal) && memcmp(name.text, literal, name.length) == 0;
}

static void on_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct search *search = (struct search *)sink;

    if (is_named(name, "device_service_id"))
        search->here = value->raw.length == WDM_UUID_SIZE &&
                       memcmp(value->raw.bytes, search->service->bytes, WDM_UUID_SIZE) == 0;
    search->has_service |= search->here;
    search->has_command |= search->here && search->in_commands && value->number == search->command;
}

static void on_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct search *search = (struct search *)sink;

    search->in_commands = list && is_named(name, "cids");
}

static void on_end(struct wdm_sink *sink, bool list)
{
    struct search *search = (struct search *)sink;

    (void)list;
    search->in_commands = false;
}

static bool look(struct wdm_modem *modem, struct search *search, wdm_time deadline,
                 struct wdm_error *error)
{
    struct wdm_malformed malformed;
    struct wdm_layout layout;
    struct wdm_span answer;

    search->sink = (struct wdm_sink){.value = on_value, .begin = on_begin, .end = on_end};
    if (!wdm_modem_basic_connect(modem, WDM_MBIM_CID_DEVICE_SERVICES, WDM_MBIM_QUERY, NULL, &answer,
                                 &layout, deadline, error))
        return false;
    search->is_broken = !wdm_decode(&layout, answer, &search->sink, &malformed);
    return true;
}

bool wdm_modem_has_service(struct wdm_modem *modem, const struct wdm_uuid *service, bool *has,
                           wdm_time deadline, struct wdm_error *error)
{
    struct search search = {.service = service};

    *has = false;
    if (!look(modem, &search, deadline, error))
        return false;
    *has = search.has_service;
    /* That a broken list does not have a service says nothing. */
    if (search.is_broken && !search.has_service)
        return wdm_fail(error, WDM_PROTOCOL, "the modem's list of device services is malformed");
    return true;
}

bool wdm_modem_has_command(struct wdm_modem *modem, const struct wdm_uuid *service,
                           uint32_t command, bool *has, wdm_time deadline, struct wdm_error *error)
{
    struct search search = {.service = service, .command = command};
    bool looked = look(modem, &search, deadline, error);

    *has = search.has_command;
    return looked;
}

static bool speaks_less(unsigned version, unsigned major, unsigned minor, struct wdm_error *error)
{
    wdm_fail(error, WDM_REFUSED, "the modem speaks MBIMEx %x.%x, not %x.0", major, minor, version);
    return wdm_fail_hint(error, "use --mbimex %x", major > 1 ? major : 1);
}

/* The version that the modem's answer tells: a major and a minor in a byte each. */
static bool take_version(struct wdm_modem *modem, uint8_t version, struct wdm_span answer,
                         struct wdm_error *error)
{
    struct wdm_reader reader = wdm_reader(answer.bytes, answer.length);
    uint16_t told;

    wdm_read_u16(&reader); /* of MBIM itself: there is but 1.0 */
    told = wdm_read_u16(&reader);
    if (reader.failed)
        return wdm_fail(error, WDM_PROTOCOL, "the modem's answer is too short");
    if (told >> 8 < version)
        return speaks_less(version, told >> 8, told & 0xffU, error);
    modem->session.mbimex = version;
    return true;
}

static bool agree(struct wdm_modem *modem, uint8_t version, wdm_time deadline,
                  struct wdm_error *error)
{
    uint8_t space[WDM_MBIM_VERSION_SIZE];
    struct wdm_writer request = wdm_writer(space, sizeof space);
    struct wdm_mbim_message answer;
    bool has;

    if (!wdm_modem_has_command(modem, &wdm_mbim_extensions, WDM_MBIM_CID_VERSION, &has, deadline,
                               error))
        return false;
    if (!has) {
        wdm_fail(error, WDM_REFUSED, "the modem speaks MBIM 1.0 and no MBIMEx: it has no Version");
        return wdm_fail_hint(error, "use --mbimex 1");
    }
    wdm_write_u16(&request, MBIM_1_0);
    wdm_write_u16(&request, (uint16_t)((unsigned)version << 8));
    if (wdm_mbim_command_checked(&modem->session, &wdm_mbim_extensions, WDM_MBIM_CID_VERSION,
                                 WDM_MBIM_QUERY, wdm_written(&request), &answer, deadline, error))
        return take_version(modem, version, answer.buffer, error);
    if (error->kind == WDM_REFUSED && error->list == WDM_CODE_MBIM_STATUS) {
        uint32_t status = error->code;

        wdm_fail(error, WDM_REFUSED, "the modem refused MBIMEx %u.0, and speaks MBIM 1.0", version);
        wdm_fail_code(error, WDM_CODE_MBIM_STATUS, status);
        wdm_fail_hint(error, "use --mbimex 1");
    }
    return false;
}

bool wdm_modem_mbimex(struct wdm_modem *modem, uint8_t version, wdm_time deadline,
                      struct wdm_error *error)
{
    wdm_error_clear(error);
    if (version <= 1)
        return true;
    if (version > WDM_MBIMEX_LAST)
        return wdm_fail(error, WDM_USAGE, "there is no MBIMEx %u.0", version);
    if (modem->protocol != WDM_PROTOCOL_MBIM)
        return wdm_fail(error, WDM_USAGE, "MBIMEx is for MBIM, and %s speaks QMI",
                        modem->port->name);
    return agree(modem, version, deadline, error) ||
           wdm_fail_doing(error, "agreeing on MBIMEx %u.0", version);
}
