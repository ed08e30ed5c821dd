/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Length fields, padding and TLVs that disagree with the bytes (MBIM 1.0, 9.3; QMUX). */
#include "explain_internal.h"

/* What was sent, seen from who says it. */
static const char *went(const struct wdm_explainer *explainer)
{
    return explainer->captured->from_modem ? "came" : "were sent";
}

static bool zeros(const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != 0)
            return false;
    }
    return true;
}

/* `there` bytes where a field announces `announced`. */
static void tell_length(struct wdm_explainer *explainer, const char *field, uint64_t announced,
                        uint64_t there)
{
    bool from_modem = explainer->captured->from_modem;
    const char *remedy = from_modem ? "nothing that a host can mend: the modem's firmware, or a "
                                      "message that was read in pieces"
                                    : "write into the field what is really sent";
    wdm_explain_say(explainer, WDM_EXPLAIN_LENGTH, true, remedy,
                    "%s announced %lu byte%s where %lu %s", field, (unsigned long)announced,
                    wdm_explain_s(announced), (unsigned long)there, went(explainer));
}

/* Bytes of 0 behind what a field announces: padding. Returns whether it was. */
static bool tell_padding(struct wdm_explainer *explainer, const char *behind, const char *remedy,
                         struct wdm_span bytes, size_t announced)
{
    if (announced >= bytes.length || bytes.length - announced > 7 ||
        !zeros(bytes.bytes + announced, bytes.length - announced))
        return false;
    wdm_explain_say(explainer, WDM_EXPLAIN_PADDING, !explainer->captured->from_modem, remedy,
                    "%s announced %lu bytes, and %lu byte%s of padding %s behind them", behind,
                    (unsigned long)announced, (unsigned long)(bytes.length - announced),
                    wdm_explain_s(bytes.length - announced), went(explainer));
    return true;
}

void wdm_explain_mbim_frame(struct wdm_explainer *explainer, enum wdm_mbim_problem problem,
                            struct wdm_span bytes)
{
    const struct wdm_mbim_message *message = &explainer->description.mbim;
    bool from_modem = explainer->captured->from_modem;
    if (problem == WDM_MBIM_SHORT) {
        wdm_explain_say(explainer, WDM_EXPLAIN_LENGTH, true, NULL,
                        "%lu bytes are fewer than the header of an MBIM message has",
                        (unsigned long)bytes.length);
    } else if (problem == WDM_MBIM_TYPE_BAD) {
        wdm_explain_say(explainer, WDM_EXPLAIN_BYTES, true, NULL, "MBIM has no message type 0x%lx",
                        (unsigned long)message->type);
    } else if (problem == WDM_MBIM_FRAGMENT_BAD) {
        wdm_explain_say(explainer, WDM_EXPLAIN_FRAGMENT, true,
                        from_modem ? NULL : "a message that is not cut has fragment 0 of 1",
                        "there is no fragment %lu of %lu", (unsigned long)message->fragment,
                        (unsigned long)message->fragments);
    } else if (message->length != bytes.length &&
               !tell_padding(
                   explainer, "the header",
                   from_modem ? NULL : "count padding in the length of the message, or send none",
                   bytes, message->length)) {
        tell_length(explainer, "the header", message->length, bytes.length);
    }
    if ((problem == WDM_MBIM_BUFFER_BAD || problem == WDM_MBIM_LENGTH_BAD) &&
        wdm_mbim_has_buffer(message->type) && message->fragments == 1 &&
        message->buffer_length != message->buffer.length)
        tell_length(explainer, "the field before the information buffer", message->buffer_length,
                    message->buffer.length);
}

/* Walks the TLVs; whether a response has its result. */
static void check_tlvs(struct wdm_explainer *explainer)
{
    const struct wdm_qmux *qmux = &explainer->description.qmux;
    const uint8_t *bytes = qmux->tlvs.bytes;
    size_t left = qmux->tlvs.length;
    bool result = qmux->kind != WDM_QMI_RESPONSE;
    while (left >= 3) {
        size_t length = wdm_get_u16(bytes + 1);
        if (length > left - 3) {
            wdm_explain_say(explainer, WDM_EXPLAIN_TLV, true, NULL,
                            "TLV 0x%02x announced %lu byte%s where %lu %s left", bytes[0],
                            (unsigned long)length, wdm_explain_s(length), (unsigned long)(left - 3),
                            left == 4 ? "is" : "are");
            return;
        }
        result |= bytes[0] == WDM_QMI_TLV_RESULT && length >= 4;
        bytes += 3 + length;
        left -= 3 + length;
    }
    if (left > 0)
        wdm_explain_say(explainer, WDM_EXPLAIN_TLV, true, NULL,
                        "%lu byte%s behind the last TLV, too few for another", (unsigned long)left,
                        wdm_explain_s(left));
    else if (!result)
        wdm_explain_say(explainer, WDM_EXPLAIN_TLV, false, NULL,
                        "an answer without its result (TLV 0x02)");
}

void wdm_explain_qmi_frame(struct wdm_explainer *explainer, enum wdm_qmux_problem problem,
                           struct wdm_span bytes)
{
    const struct wdm_qmux *qmux = &explainer->description.qmux;
    size_t whole = wdm_qmux_length(bytes.bytes, bytes.length);
    if (problem == WDM_QMUX_SHORT) {
        wdm_explain_say(explainer, WDM_EXPLAIN_LENGTH, true, NULL,
                        "%lu bytes are fewer than the headers of a QMI message have",
                        (unsigned long)bytes.length);
        return;
    }
    if (problem == WDM_QMUX_MARKER_BAD) {
        wdm_explain_say(explainer, WDM_EXPLAIN_BYTES, true,
                        "QMI in MBIM begins with the QMUX marker 0x01, as raw QMI does",
                        "QMI that begins with 0x%02x and not with the QMUX marker", bytes.bytes[0]);
        return;
    }
    if (whole != bytes.length) {
        if (!tell_padding(explainer, "the QMUX header",
                          explainer->description.is_mbim && !explainer->captured->from_modem
                              ? "the information buffer is exactly one QMUX message: do not pad it"
                              : NULL,
                          bytes, whole))
            tell_length(explainer, "the QMUX header", whole, bytes.length);
        return;
    }
    size_t header =
        qmux->service == WDM_QMI_SERVICE_CTL ? WDM_QMUX_CTL_HEADER : WDM_QMUX_SERVICE_HEADER;
    if (problem == WDM_QMUX_TLVS_BAD)
        tell_length(explainer, "the QMI header", wdm_get_u16(bytes.bytes + header - 2),
                    qmux->tlvs.length);
    check_tlvs(explainer);
}
