/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding, watched: see decode_watch.h. Touches only its own memory. */
#include "decode_watch.h"

#include <string.h>

struct watcher {
    struct wdm_sink sink;
    struct wdm_span message;
    size_t told; /* values, structures and lists */
    size_t bytes;
    size_t depth;
    const char *wrong; /* the first thing that does not hold */
};

static void expect(struct watcher *watcher, bool holds, const char *wrong)
{
    if (!holds && !watcher->wrong)
        watcher->wrong = wrong;
}

static void check_inside(struct watcher *watcher, struct wdm_span raw)
{
    if (raw.length == 0)
        return;
    bool behind = raw.bytes >= watcher->message.bytes;
    size_t at = behind ? (size_t)(raw.bytes - watcher->message.bytes) : 0;
    expect(watcher,
           behind && at <= watcher->message.length && raw.length <= watcher->message.length - at,
           "bytes that are not the message's");
}

static void on_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct watcher *watcher = (struct watcher *)sink;
    (void)name;
    check_inside(watcher, value->raw);
    watcher->told++;
    watcher->bytes += value->raw.length;
}

static void on_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct watcher *watcher = (struct watcher *)sink;
    (void)name;
    (void)list;
    watcher->told++;
    watcher->depth++;
    expect(watcher, watcher->depth <= WDM_FIELD_DEPTH, "too deep");
}

static void on_end(struct wdm_sink *sink, bool list)
{
    struct watcher *watcher = (struct watcher *)sink;
    (void)list;
    expect(watcher, watcher->depth > 0, "an end without a beginning");
    watcher->depth--;
}

static void on_unknown_tlv(struct wdm_sink *sink, uint8_t type, struct wdm_span value)
{
    struct watcher *watcher = (struct watcher *)sink;
    (void)type;
    check_inside(watcher, value);
    watcher->bytes += value.length;
}

const char *watch_decode(const struct wdm_layout *layout, struct wdm_span message)
{
    struct watcher watcher = {.sink = {on_value, on_begin, on_end, on_unknown_tlv},
                              .message = message};
    struct wdm_malformed malformed;
    bool good = wdm_decode(layout, message, &watcher.sink, &malformed);
    expect(&watcher, good == !malformed.is, "malformed, and not");
    expect(&watcher, watcher.depth == 0, "a beginning without an end");
    expect(&watcher, watcher.told <= 4 * message.length + 64, "too many fields");
    /* Unknown TLVs count apart. */
    expect(&watcher, watcher.bytes <= 5 * message.length + 64, "too many bytes");
    expect(&watcher, malformed.offset <= message.length, "a defect behind the end");
    expect(&watcher, memchr(malformed.field, '\0', sizeof(malformed.field)) != NULL,
           "the name of a defect's field has no end");
    expect(&watcher, (malformed.problem[0] != '\0') == malformed.is, "a defect without words");
    return watcher.wrong;
}

const char *watch_mask(const struct wdm_layout *layout, struct wdm_span message)
{
    static uint8_t mask[WDM_MESSAGE_MAX + 1];
    if (message.length >= sizeof(mask))
        return "no message";
    mask[message.length] = 7;
    wdm_mask_personal(layout, message, mask);
    for (size_t i = 0; i < message.length; i++) {
        if (mask[i] > 1)
            return "a mask of other than 0 and 1";
    }
    return mask[message.length] == 7 ? NULL : "a mask longer than the message";
}
