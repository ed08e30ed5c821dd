/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Overwriting what is personal in a message. A map says of each byte what it is; the
 * original stays as it is until all is told, so nothing is read that was overwritten. */
#include <string.h>

#include "decode.h"
#include "unpack_layout.h"
#include "wdm/redact.h"

/* What a byte is. */
enum {
    UNTOLD = 0, /* counts, offsets, padding; or nobody knows */
    HARMLESS,
    PERSONAL, /* and all that follow: becomes zero */
    PERSONAL_TEXT,
    PERSONAL_UTF16,      /* the lower byte of a unit */
    PERSONAL_UTF16_HIGH, /* and its upper one */
    PERSONAL_BCD,
    UNKNOWN, /* becomes zero too */
};

struct marker {
    struct wdm_sink sink;
    struct wdm_span bytes;
    uint8_t *map;
    size_t told;        /* where the last value that was told ends */
    bool personal_only; /* other values are not marked */
};

/* Two numbers, which the catalogue's layouts do not have. */
#define RESULT_SIZE ((size_t)4)

static bool is_personal(uint8_t mark)
{
    return mark >= PERSONAL && mark < UNKNOWN;
}

static uint8_t mark_of(const struct wdm_value *value)
{
    switch (value->kind) {
    case WDM_VALUE_TEXT:
        return PERSONAL_TEXT;
    case WDM_VALUE_UTF16:
        return PERSONAL_UTF16;
    case WDM_VALUE_BOOL:
    case WDM_VALUE_ENUM:
    case WDM_VALUE_FLAGS:
        return HARMLESS;
    default:
        return wdm_name_is(value->form, "bcd") ? PERSONAL_BCD : PERSONAL;
    }
}

static void mark_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct marker *marker = (struct marker *)sink;
    uint8_t mark = value->personal ? mark_of(value) : HARMLESS;
    (void)name;
    if (!value->raw.bytes)
        return;
    size_t start = (size_t)(value->raw.bytes - marker->bytes.bytes);
    for (size_t i = 0; i < value->raw.length; i++) {
        uint8_t *place = &marker->map[start + i];
        uint8_t own = mark == PERSONAL_UTF16 && i % 2 == 1 ? PERSONAL_UTF16_HIGH : mark;
        /* Values may overlap: personal stays personal. */
        if (is_personal(own) || (!is_personal(*place) && !marker->personal_only))
            *place = own;
    }
    if (start + value->raw.length > marker->told)
        marker->told = start + value->raw.length;
}

/* ---- Marking */

static void mark_untold(struct marker *marker, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (marker->map[i] == UNTOLD && !marker->personal_only)
            marker->map[i] = UNKNOWN;
    }
}

/* What is malformed, whatever was told of it before that was seen. */
static void mark_malformed(struct marker *marker, size_t from, size_t to)
{
    if (!marker->personal_only && to > from)
        memset(marker->map + from, UNKNOWN, to - from);
}

/* Each TLV for itself, so that a bad one does not hide the others. */
static void mark_tlvs(struct marker *marker, const struct wdm_layout *layout, bool response,
                      bool keep_unknown)
{
    struct wdm_reader reader = wdm_reader(marker->bytes.bytes, marker->bytes.length);
    struct wdm_layout_index index;
    struct wdm_decoder decoder;
    struct wdm_malformed malformed;
    struct wdm_unpacked unpacked;
    layout = wdm_layout_unpack(layout, &unpacked);
    wdm_layout_index(layout->text, &index);
    wdm_decoder_init(&decoder, layout, marker->bytes, false, &marker->sink, &malformed);
    while (wdm_reader_left(&reader) > 0) {
        size_t begin = reader.position;
        uint8_t tlv = wdm_read_u8(&reader);
        struct wdm_span value = wdm_read_span(&reader, wdm_read_u16(&reader));
        size_t end = reader.position;
        size_t start = end - value.length;
        bool known = index.at[tlv] != 0;
        if (reader.failed) {
            /* What looks like its header may be something else. */
            mark_untold(marker, begin, marker->bytes.length);
            return;
        }
        if (!known && response && tlv == WDM_QMI_TLV_RESULT && value.length >= RESULT_SIZE)
            start += RESULT_SIZE;
        marker->told = start;
        if (known && !wdm_decode_tlv(&decoder, &index, tlv, value))
            mark_malformed(marker, start, end);
        else if (!keep_unknown)
            mark_untold(marker, known ? marker->told : start, end);
    }
}

static void mark_buffer(struct marker *marker, const struct wdm_layout *layout, bool keep_unknown)
{
    struct wdm_malformed malformed;
    bool good = wdm_decode_run(layout, marker->bytes, false, &marker->sink, &malformed);
    if (!good)
        mark_malformed(marker, 0, marker->bytes.length);
    else if (!keep_unknown)
        mark_untold(marker, marker->told, marker->bytes.length);
}

/* Where one number means several messages, what is personal in any of them. */
static void mark_candidates(struct marker *marker, const struct wdm_description *description)
{
    const struct wdm_qmux *qmux = &description->qmux;
    const struct wdm_describer *describer = &description->describer;
    const struct wdm_qmi_service *service =
        wdm_catalogue_qmi_service_by_id(describer->catalogue, qmux->service);
    const struct wdm_qmi_message *other;
    marker->personal_only = true;
    for (size_t i = 0; service && !description->is_sure &&
                       (other = wdm_qmi_message_candidate(service, qmux->message, qmux->kind,
                                                          describer->vendor, i)) != NULL;
         i++) {
        struct wdm_layout layout = wdm_qmi_layout(service, other, qmux->kind);
        if (other == description->message || !layout.text)
            continue;
        layout.catalogue = describer->catalogue;
        mark_tlvs(marker, &layout, true, true);
    }
    marker->personal_only = false;
}

static void mark_content(const struct wdm_description *description, bool keep_unknown, uint8_t *map)
{
    struct marker marker = {.sink.value = mark_value, .bytes = description->content, .map = map};
    const struct wdm_layout *layout = &description->layout;
    if (!layout->text) {
        if (!keep_unknown)
            mark_untold(&marker, 0, marker.bytes.length);
    } else if (layout->tlvs) {
        mark_tlvs(&marker, layout, description->qmux.kind == WDM_QMI_RESPONSE, keep_unknown);
        mark_candidates(&marker, description);
    } else {
        mark_buffer(&marker, layout, keep_unknown);
    }
}

/* Where the headers of a message end whose content is empty. */
static size_t header_end(const struct wdm_description *description)
{
    uint32_t type = description->mbim.type;
    size_t end = 0;
    if (description->is_mbim && wdm_mbim_has_buffer(type))
        end =
            type == WDM_MBIM_INDICATE_STATUS ? WDM_MBIM_INDICATION_HEADER : WDM_MBIM_COMMAND_HEADER;
    else if (description->is_mbim)
        end = WDM_MBIM_HEADER + (type == WDM_MBIM_CLOSE ? 0 : 4);
    if (description->is_qmi)
        end += description->qmux.service == WDM_QMI_SERVICE_CTL ? WDM_QMUX_CTL_HEADER
                                                                : WDM_QMUX_SERVICE_HEADER;
    return end;
}

size_t wdm_sure_header(const struct wdm_description *description)
{
    const struct wdm_mbim_message *mbim = &description->mbim;
    if (!description->is_mbim)
        return 0;
    return mbim->fragments > 1 && mbim->fragment > 0 ? WDM_MBIM_FRAGMENT_HEADER
                                                     : header_end(description);
}

static void make_map(const struct wdm_description *description, bool keep_unknown, uint8_t *map)
{
    size_t length = description->bytes.length;
    size_t end = header_end(description);
    bool fragment = description->is_mbim && description->mbim.fragments > 1;
    memset(map, UNTOLD, length);
    if (fragment || (!description->is_mbim && !description->is_qmi)) {
        size_t before = wdm_sure_header(description);
        if (before < length && (fragment || !keep_unknown))
            memset(map + before, UNKNOWN, length - before);
        return;
    }
    if (description->content.length > 0) {
        size_t start = (size_t)(description->content.bytes - description->bytes.bytes);
        mark_content(description, keep_unknown, map + start);
        end = start + description->content.length;
    }
    if (end < length && !keep_unknown)
        memset(map + end, UNKNOWN, length - end);
}

/* ---- Overwriting */

static uint8_t text(uint8_t byte, bool first)
{
    if (byte == 0 || (first && byte == '+'))
        return byte;
    return byte >= '0' && byte <= '9' ? '0' : 'x';
}

/* Both digits of a byte; 15 fills up. */
static uint8_t digits(uint8_t byte)
{
    return (uint8_t)((byte >> 4 == 15 ? 0xf0 : 0) | ((byte & 15) == 15 ? 15 : 0));
}

/* Both bytes of a unit of UTF-16. */
static void unit(uint8_t *bytes, bool first)
{
    if (bytes[0] == 0 && bytes[1] == 0)
        return;
    bytes[0] = bytes[1] == 0 ? text(bytes[0], first) : 'x';
    bytes[1] = 0;
}

static void overwrite(uint8_t *bytes, const uint8_t *map, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        uint8_t mark = map[i];
        switch (mark) {
        case UNTOLD:
        case HARMLESS:
            break;
        case PERSONAL_TEXT:
            bytes[i] = text(bytes[i], i == 0 || map[i - 1] != mark);
            break;
        case PERSONAL_BCD:
            bytes[i] = digits(bytes[i]);
            break;
        case PERSONAL_UTF16:
            if (i + 1 < length && map[i + 1] == PERSONAL_UTF16_HIGH) {
                unit(bytes + i, i == 0 || map[i - 1] != PERSONAL_UTF16_HIGH);
                i++;
            } else {
                bytes[i] = 0;
            }
            break;
        default:
            bytes[i] = 0;
            break;
        }
    }
}

/* ---- What decoding tells, as a number: the same for a message that decodes alike */

struct shape {
    struct wdm_sink sink;
    const uint8_t *bytes;
    uint64_t number;
};

static void mix(struct shape *shape, uint64_t value)
{
    shape->number = (shape->number ^ value) * UINT64_C(0x100000001b3);
}

static uint64_t digest_of(const uint8_t *bytes, size_t length)
{
    struct shape shape = {.number = 1};
    for (size_t i = 0; i < length; i++)
        mix(&shape, bytes[i]);
    return shape.number;
}

static void shape_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct shape *shape = (struct shape *)sink;
    mix(shape, name.length + 1);
    mix(shape, (uint64_t)value->kind);
    mix(shape, value->raw.length);
    if (value->raw.length > 0)
        mix(shape, (uint64_t)(value->raw.bytes - shape->bytes));
    for (size_t i = 0; !value->personal && i < value->raw.length; i++)
        mix(shape, value->raw.bytes[i]);
}

static void shape_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    mix((struct shape *)sink, name.length * 2 + list);
}

static uint64_t shape_of(const struct wdm_layout *layout, const uint8_t *bytes, size_t length)
{
    struct shape shape = {
        .sink = {.value = shape_value, .begin = shape_begin}, .bytes = bytes, .number = 1};
    struct wdm_malformed malformed;
    struct wdm_span span = {bytes, length};
    bool good = wdm_decode_run(layout, span, false, &shape.sink, &malformed);
    mix(&shape, good);
    return shape.number;
}

static void keep_unknown_bytes(uint8_t *map, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (map[i] == UNKNOWN)
            map[i] = UNTOLD;
    }
}

/* What stands behind the last value of an MBIM buffer may be counts and offsets of what
 * is empty: where the buffer decodes otherwise without it, it stays, and true is returned. */
static bool keep_shape(const struct wdm_description *description, uint8_t *bytes, uint8_t *map)
{
    size_t start = (size_t)(description->content.bytes - description->bytes.bytes);
    size_t length = description->content.length;
    const struct wdm_layout *layout = &description->layout;
    uint64_t before = shape_of(layout, description->content.bytes, length);
    if (shape_of(layout, bytes + start, length) == before)
        return false;
    for (size_t i = start; i < start + length; i++) {
        if (map[i] == UNKNOWN)
            bytes[i] = description->bytes.bytes[i];
    }
    keep_unknown_bytes(map + start, length);
    return true;
}

static bool decodes(const struct wdm_description *description)
{
    struct wdm_sink nothing = {0};
    struct wdm_malformed malformed;
    return description->content.length > 0 && description->layout.text &&
           !description->layout.tlvs &&
           wdm_decode_run(&description->layout, description->content, false, &nothing, &malformed);
}

/* Fields may lie over each other, so that one is read otherwise once another is
 * overwritten. Where more would be to overwrite then, nothing of the content stays. */
static void settle(const struct wdm_description *description, bool keep_unknown, bool shape_kept,
                   uint8_t *bytes, uint8_t *mask)
{
    size_t length = description->bytes.length;
    struct wdm_description again = *description;
    uint64_t before = digest_of(bytes, length);
    again.bytes.bytes = bytes;
    if (again.content.length == 0)
        return;
    size_t start = (size_t)(again.content.bytes - description->bytes.bytes);
    again.content.bytes = bytes + start;
    if (again.is_qmi)
        again.qmux.tlvs.bytes = bytes + (again.qmux.tlvs.bytes - description->bytes.bytes);
    make_map(&again, keep_unknown, mask);
    if (shape_kept)
        keep_unknown_bytes(mask + start, again.content.length);
    overwrite(bytes, mask, length);
    if (digest_of(bytes, length) != before)
        memset(bytes + start, 0, again.content.length);
}

void wdm_redact(const struct wdm_description *description, bool keep_unknown, uint8_t *bytes,
                uint8_t *mask, struct wdm_redaction *redaction)
{
    size_t length = description->bytes.length;
    redaction->personal = redaction->unknown = 0;
    if (length == 0)
        return;
    make_map(description, keep_unknown, mask);
    overwrite(bytes, mask, length);
    bool shape_kept = decodes(description) && keep_shape(description, bytes, mask);
    for (size_t i = 0; i < length; i++) {
        redaction->personal += is_personal(mask[i]);
        redaction->unknown += mask[i] == UNKNOWN && description->bytes.bytes[i] != 0;
    }
    settle(description, keep_unknown, shape_kept, bytes, mask);
}
