/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The first words to a proxy: which device it is about. Uses sessions; writes the one
 * message of each protocol by hand, for any build has it. */
#include <string.h>

#include "silence.h"
#include "wdm/utf16.h"

#define CID_CONFIGURATION 1
#define TLV_DEVICE_PATH   0x01

/* Reads the version of MBIMEx that other clients have agreed on with the modem, of
 * which mbim-proxy tells each client. */
static void watch_version(void *context, const struct wdm_mbim_message *message)
{
    uint8_t *mbimex = context;
    struct wdm_reader reader = wdm_reader(message->buffer.bytes, message->buffer.length);
    unsigned major;

    if (message->type != WDM_MBIM_INDICATE_STATUS ||
        message->command != WDM_MBIM_CID_PROXY_VERSION ||
        !wdm_uuid_equal(&message->service, &wdm_mbim_proxy_control))
        return;
    wdm_read_u16(&reader); /* of MBIM itself */
    major = wdm_read_u16(&reader) >> 8;
    if (!reader.failed && major >= 1)
        *mbimex = (uint8_t)(major < WDM_MBIMEX_LAST ? major : WDM_MBIMEX_LAST);
}

/* How long the proxy may try: until a second or two after `deadline`. A modem that is
 * silent is then told of as such, and not as a proxy that hangs up just before. */
static uint32_t seconds_to_try(struct wdm_modem *modem, wdm_time deadline)
{
    wdm_time left = deadline - wdm_port_now(modem->port);
    wdm_time seconds = left / WDM_SECOND + (left % WDM_SECOND > 0) + 1;

    return seconds < 2 ? 2 : (uint32_t)(seconds < 86400 ? seconds : 86400);
}

static bool configure_mbim(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    const uint32_t path_at = 12;
    uint8_t space[12 + 2 * sizeof modem->port->name + 4];
    struct wdm_writer out = wdm_writer(space, sizeof space);
    struct wdm_mbim_message answer;

    wdm_write_u32(&out, path_at);
    wdm_write_u32(&out, 0);
    wdm_write_u32(&out, seconds_to_try(modem, deadline));
    if (!wdm_utf8_to_utf16(modem->port->name, strlen(modem->port->name), &out))
        return wdm_fail(error, WDM_USAGE, "the name of the port is no UTF-8: mbim-proxy wants it");
    wdm_patch_u32(&out, 4, (uint32_t)((out.length - path_at) & UINT16_MAX));
    wdm_write_zeros(&out, (4 - out.length % 4) % 4);
    return wdm_mbim_command_checked(&modem->session, &wdm_mbim_proxy_control, CID_CONFIGURATION,
                                    WDM_MBIM_SET, wdm_written(&out), &answer, deadline, error);
}

static bool configure_qmi(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    uint8_t space[3 + sizeof modem->port->name];
    struct wdm_writer out = wdm_writer(space, sizeof space);
    struct wdm_qmi_answer answer;

    wdm_tlv_write(&out, TLV_DEVICE_PATH, modem->port->name, strlen(modem->port->name));
    return wdm_qmi_request_checked(&modem->qmi, WDM_QMI_SERVICE_CTL, WDM_CTL_PROXY_OPEN,
                                   wdm_written(&out), &answer, deadline, error);
}

/* In whose name the failure is told: the modem had no part in it. */
static bool fail_enter(const struct wdm_modem *modem, struct wdm_error *error)
{
    const char *proxy = modem->protocol == WDM_PROTOCOL_MBIM ? "mbim-proxy" : "qmi-proxy";
    enum wdm_error_list list = error->list;
    uint32_t code = error->code;

    switch (error->kind) {
    case WDM_REFUSED:
        wdm_fail(error, WDM_NO_PORT, "%s did not open %s", proxy, modem->port->name);
        wdm_fail_code(error, list, code);
        return wdm_fail_hint(error, "see if it is the modem's port and speaks %s",
                             modem->protocol == WDM_PROTOCOL_MBIM ? "MBIM" : "QMI");
    case WDM_GONE:
        wdm_fail(error, WDM_NO_PORT, "%s hung up and did not open %s", proxy, modem->port->name);
        return wdm_fail_hint(
            error, "the port may be gone or may not speak %s, or another program has it open",
            modem->protocol == WDM_PROTOCOL_MBIM ? "MBIM" : "QMI");
    case WDM_DEADLINE:
        wdm_fail(error, WDM_DEADLINE, "%s did not say in time that it opened %s", proxy,
                 modem->port->name);
        return wdm_fail_hint(error, "the modem may be slow or silent: give it more time with -t");
    case WDM_PROTOCOL:
        wdm_fail(error, WDM_PROTOCOL, "what answers as %s makes no sense", proxy);
        return false;
    default:
        return false;
    }
}

bool wdm_modem_enter_proxy(struct wdm_modem *modem, uint8_t *mbimex, wdm_time deadline,
                           struct wdm_error *error)
{
    bool done;

    *mbimex = 1;
    wdm_error_clear(error);
    wdm_modem_speak(modem, modem->port->protocol);
    if (modem->protocol == WDM_PROTOCOL_QMI) {
        done = configure_qmi(modem, deadline, error);
    } else {
        modem->qmi.session_unclaimed = watch_version;
        modem->qmi.session_context = mbimex;
        done = configure_mbim(modem, deadline, error);
        modem->qmi.session_unclaimed = NULL;
        modem->qmi.session_context = NULL;
    }
    return done || fail_enter(modem, error);
}
