/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding that tells each value by its path. */
#include "path.h"
#include "print.h"

struct teller {
    struct wdm_sink sink;
    struct wdm_place place;
    const struct wdm_path_sink *to;
};

static void on_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct teller *teller = (struct teller *)sink;
    size_t length = wdm_place_enter(&teller->place, name);
    teller->to->value(teller->to->context, teller->place.path.text, value);
    wdm_place_leave(&teller->place, length);
}

static void on_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct teller *teller = (struct teller *)sink;
    wdm_place_begin(&teller->place, name, list);
}

static void on_end(struct wdm_sink *sink, bool list)
{
    struct teller *teller = (struct teller *)sink;
    (void)list;
    wdm_place_end(&teller->place);
}

static void on_unknown_tlv(struct wdm_sink *sink, uint8_t type, struct wdm_span value)
{
    char text[WDM_TLV_NAME];
    const struct wdm_value bytes = {.kind = WDM_VALUE_BYTES, .raw = value};
    on_value(sink, wdm_tlv_name(type, text), &bytes);
}

bool wdm_decode_paths(const struct wdm_layout *layout, struct wdm_span bytes,
                      const struct wdm_path_sink *sink, struct wdm_malformed *malformed)
{
    struct teller teller = {.sink = {on_value, on_begin, on_end, on_unknown_tlv}, .to = sink};
    wdm_place_init(&teller.place);
    return wdm_decode(layout, bytes, &teller.sink, malformed);
}
