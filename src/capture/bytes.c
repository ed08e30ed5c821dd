/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where messages begin and end in bytes of which nobody says it. No state. */
#include "capture_internal.h"
#include "wdm/qmux.h"

/* How far behind the end that a message announces others that begin in it are looked at. */
#define REACH ((size_t)4096)

struct capture_look wdm_capture_look_way(const uint8_t *bytes, size_t length, bool from_modem)
{
    static const enum wdm_protocol protocols[] = {WDM_PROTOCOL_MBIM, WDM_PROTOCOL_QMI};
    struct capture_look best = {.from_modem = from_modem};
    if (length == 0)
        return best;
    for (size_t i = 0; i < 2; i++) {
        struct wdm_framing framing = {protocols[i], from_modem, WDM_MESSAGE_MAX};
        size_t whole;
        enum wdm_look look = wdm_framing_look(&framing, bytes, length, &whole);
        if (look > best.look) {
            best.look = look;
            best.protocol = protocols[i];
            best.whole = whole;
        }
    }
    return best;
}

struct capture_look wdm_capture_look(const uint8_t *bytes, size_t length)
{
    struct capture_look host = wdm_capture_look_way(bytes, length, false);
    struct capture_look modem = wdm_capture_look_way(bytes, length, true);
    /* QMUX flags tell the sender even where its other numbers do not fit. */
    if (host.look == WDM_LOOK_LIKELY && modem.look == WDM_LOOK_LIKELY &&
        modem.protocol == WDM_PROTOCOL_QMI)
        modem.look = bytes[3] == 0x80 ? WDM_LOOK_PLAIN : WDM_LOOK_NOT;
    return modem.look > host.look ? modem : host;
}

/* Whether a message can end at `at`: all ends there, or another begins, or may. */
static bool can_end(const uint8_t *bytes, size_t at, size_t length)
{
    return at == length ||
           (at < length && wdm_capture_look(bytes + at, length - at).look >= WDM_LOOK_MAYBE);
}

/* The length that a message has by the inner of its two length fields; 0: it has none. */
static size_t inner_length(const struct capture_look *look, const uint8_t *bytes, size_t length)
{
    size_t header;
    if (look->protocol == WDM_PROTOCOL_QMI) {
        header = length > 4 && bytes[4] == WDM_QMI_SERVICE_CTL ? WDM_QMUX_CTL_HEADER
                                                               : WDM_QMUX_SERVICE_HEADER;
        return length >= header ? header + wdm_get_u16(bytes + header - 2) : 0;
    }
    uint32_t type = wdm_get_u32(bytes);
    header =
        type == WDM_MBIM_INDICATE_STATUS ? WDM_MBIM_INDICATION_HEADER : WDM_MBIM_COMMAND_HEADER;
    if (!wdm_mbim_has_buffer(type) || length < header || wdm_get_u32(bytes + 12) != 1)
        return 0;
    uint32_t buffer = wdm_get_u32(bytes + header - 4);
    return buffer <= WDM_MESSAGE_MAX - header ? header + buffer : 0;
}

/* The first message within this one that begins what this one cannot have; 0: none. One
 * that fits itself has only such messages not as end behind its own end. */
static size_t find_other(const struct capture_look *look, const uint8_t *bytes, size_t length)
{
    size_t end = look->whole < length ? look->whole : length;
    bool sure = look->look == WDM_LOOK_PLAIN && look->whole <= length;
    for (size_t at = 1; at < end; at++) {
        /* All that begins a message begins with one of these. */
        if (bytes[at] == 0 || bytes[at] > 7)
            continue;
        struct capture_look other = wdm_capture_look(bytes + at, length - at);
        if (other.look == WDM_LOOK_PLAIN && other.protocol == look->protocol &&
            (!sure || at + other.whole > end))
            return at;
    }
    return 0;
}

size_t wdm_capture_cut(const struct capture_look *look, const uint8_t *bytes, size_t length,
                       bool all, size_t *need)
{
    size_t whole = look->whole;
    *need = whole + WDM_QMUX_SERVICE_HEADER;
    if (length < *need && !all)
        return 0;
    if (can_end(bytes, whole, length))
        return whole;
    size_t inner = look->look == WDM_LOOK_LIKELY ? inner_length(look, bytes, length) : 0;
    if (inner + WDM_QMUX_SERVICE_HEADER > *need)
        *need = inner + WDM_QMUX_SERVICE_HEADER;
    if (length < *need && !all)
        return 0;
    if (inner > 0 && can_end(bytes, inner, length))
        return inner;
    *need = whole + REACH;
    if (length < *need && !all)
        return 0;
    if (length > *need)
        length = *need;
    size_t other = find_other(look, bytes, length);
    if (other > 0)
        return other;
    return whole < length ? whole : length;
}
