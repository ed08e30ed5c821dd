/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where messages begin and end in a stream of bytes. Uses wire/ only. */
#include "wdm/framing.h"

#include "wdm/mbim.h"
#include "wdm/qmux.h"

#define FROM_MODEM UINT32_C(0x80000000)

/* Whether an OPEN can ask for this MaxControlTransfer. */
static bool control_transfer_sane(uint32_t size)
{
    return size >= WDM_MBIM_CONTROL_TRANSFER_MIN && size <= WDM_MESSAGE_MAX;
}

static bool mbim_type_possible(bool from_modem, uint32_t type)
{
    return wdm_mbim_type_known(type) && ((type & FROM_MODEM) != 0) == from_modem;
}

/* Whether up to three bytes begin such a type: the least byte alone tells the
 * types of one direction apart, and the next two are 0. */
static bool mbim_type_begins(bool from_modem, const uint8_t *bytes, size_t length)
{
    uint32_t type = bytes[0] | (from_modem ? FROM_MODEM : 0);
    for (size_t i = 1; i < length; i++) {
        if (bytes[i] != 0)
            return false;
    }
    return mbim_type_possible(from_modem, type);
}

/* Whether the numbers of a message from the modem fit each other, as far as
 * they are there. The first eight bytes are. */
static bool mbim_answer_fits(const uint8_t *bytes, size_t length, uint32_t type, size_t whole)
{
    if (!wdm_mbim_has_buffer(type))
        return whole == WDM_MBIM_HEADER + 4;
    size_t header =
        type == WDM_MBIM_INDICATE_STATUS ? WDM_MBIM_INDICATION_HEADER : WDM_MBIM_COMMAND_HEADER;
    if (length < WDM_MBIM_FRAGMENT_HEADER)
        return whole > WDM_MBIM_FRAGMENT_HEADER;
    uint32_t fragments = wdm_get_u32(bytes + 12);
    uint32_t fragment = wdm_get_u32(bytes + 16);
    if (fragment >= fragments)
        return false;
    if (fragment > 0)
        return whole > WDM_MBIM_FRAGMENT_HEADER;
    if (whole < header)
        return false;
    if (length < header)
        return true;
    uint32_t buffer = wdm_get_u32(bytes + header - 4);
    return fragments == 1 ? buffer == whole - header : buffer > whole - header;
}

/* Whether a host's message is all there and makes sense: its small numbers are
 * common inside other messages, so that a header alone says little. */
static bool mbim_request_fits(const uint8_t *bytes, size_t length, size_t whole)
{
    struct wdm_mbim_message message;
    if (length < whole || wdm_mbim_parse(bytes, whole, &message) != WDM_MBIM_OK ||
        message.transaction == 0)
        return false;
    return message.type != WDM_MBIM_OPEN || control_transfer_sane(message.value);
}

static enum wdm_look look_mbim(const struct wdm_framing *framing, const uint8_t *bytes,
                               size_t length, size_t *whole)
{
    if (length < 4)
        return mbim_type_begins(framing->from_modem, bytes, length) ? WDM_LOOK_MAYBE : WDM_LOOK_NOT;
    uint32_t type = wdm_get_u32(bytes);
    if (!mbim_type_possible(framing->from_modem, type))
        return WDM_LOOK_NOT;
    if (length < 8)
        return WDM_LOOK_MAYBE;
    uint32_t size = wdm_get_u32(bytes + 4);
    if (size < WDM_MBIM_HEADER || size > framing->max)
        return WDM_LOOK_NOT;
    *whole = size;
    bool fits = framing->from_modem ? mbim_answer_fits(bytes, length, type, size)
                                    : mbim_request_fits(bytes, length, size);
    return fits ? WDM_LOOK_PLAIN : WDM_LOOK_LIKELY;
}

/* Whether the numbers of a QMI header, which is there, fit the frame's. */
static bool qmi_fits(const uint8_t *bytes, size_t whole, bool from_modem)
{
    bool ctl = bytes[4] == WDM_QMI_SERVICE_CTL;
    size_t header = ctl ? WDM_QMUX_CTL_HEADER : WDM_QMUX_SERVICE_HEADER;
    unsigned answer_flags = ctl ? 0x03 : 0x06;
    unsigned flags = bytes[6];
    return (bytes[3] == 0x80) == from_modem && flags <= 7 &&
           ((flags & answer_flags) != 0) == from_modem && whole >= header &&
           wdm_get_u16(bytes + header - 2) == whole - header;
}

static enum wdm_look look_qmi(const struct wdm_framing *framing, const uint8_t *bytes,
                              size_t length, size_t *whole)
{
    if (bytes[0] != WDM_QMUX_MARKER)
        return WDM_LOOK_NOT;
    size_t size = wdm_qmux_length(bytes, length);
    if (size == 0)
        return WDM_LOOK_MAYBE;
    if (size < WDM_QMUX_CTL_HEADER || size > framing->max)
        return WDM_LOOK_NOT;
    if (length < 4)
        return WDM_LOOK_MAYBE;
    if (bytes[3] != 0x00 && bytes[3] != 0x80)
        return WDM_LOOK_NOT;
    *whole = size;
    if (length < WDM_QMUX_CTL_HEADER || (bytes[4] != 0 && length < WDM_QMUX_SERVICE_HEADER))
        return WDM_LOOK_LIKELY;
    return qmi_fits(bytes, size, framing->from_modem) ? WDM_LOOK_PLAIN : WDM_LOOK_LIKELY;
}

enum wdm_look wdm_framing_look(const struct wdm_framing *framing, const uint8_t *bytes,
                               size_t length, size_t *whole)
{
    *whole = 0;
    switch (framing->protocol) {
    case WDM_PROTOCOL_MBIM:
        return look_mbim(framing, bytes, length, whole);
    case WDM_PROTOCOL_QMI:
        return look_qmi(framing, bytes, length, whole);
    case WDM_PROTOCOL_UNKNOWN:
        break;
    }
    return WDM_LOOK_NOT;
}
