/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * decode.h - what the two decoders share. Private to the catalogue.
 *
 * The sink is told no more than the bytes can hold: each value costs as many
 * bytes as it has, at least one, of an allowance of four times the message's
 * length and 64. Where lists of a hostile MBIM buffer point at the same bytes
 * again and again, decoding ends as malformed when the allowance is used up.
 */
#ifndef WDM_CATALOGUE_DECODE_H
#define WDM_CATALOGUE_DECODE_H

#include "layout.h"

struct wdm_decoder {
    const struct wdm_layout *layout;
    struct wdm_span bytes;
    struct wdm_sink *sink;
    struct wdm_malformed *malformed;
    size_t allowance;
    unsigned depth;                    /* structures and lists that are open */
    bool names;                        /* enumerations are looked up */
    bool personal;                     /* of the field at hand */
    struct wdm_name field;             /* the last one that was begun, for *malformed */
    const struct wdm_numbers *numbers; /* of the structure at hand; NULL: none */
#ifndef WDM_NO_CAPTURES
    /* Told of the bytes that a structure of a buffer has in line, counts and offsets
     * included; NULL: nobody asks. */
    void (*laid)(struct wdm_sink *sink, struct wdm_span bytes);
#endif
    const char *looked_up; /* the last enumeration, and where its name stands */
    const struct wdm_enumeration *enumeration;
};

/* wdm_decode, and without looking up enumerations where names do not matter. */
bool wdm_decode_run(const struct wdm_layout *layout, struct wdm_span bytes, bool names,
                    struct wdm_sink *sink, struct wdm_malformed *malformed);

void wdm_decoder_init(struct wdm_decoder *decoder, const struct wdm_layout *layout,
                      struct wdm_span bytes, bool names, struct wdm_sink *sink,
                      struct wdm_malformed *malformed);

bool wdm_decode_tlvs(struct wdm_decoder *decoder, const struct wdm_layout_index *index);
/* One TLV, whose value is in the decoder's bytes. */
bool wdm_decode_tlv(struct wdm_decoder *decoder, const struct wdm_layout_index *index, uint8_t tlv,
                    struct wdm_span value);
bool wdm_decode_buffer(struct wdm_decoder *decoder);

/* Says what is wrong where the reader stands, unless something was before. False. */
bool wdm_decode_fail(struct wdm_decoder *decoder, const struct wdm_reader *reader,
                     const char *problem);

/* Tells the sink. False where there was more to tell than the bytes can hold. */
bool wdm_decode_tell(struct wdm_decoder *decoder, const struct wdm_reader *reader,
                     struct wdm_name name, struct wdm_value *value);
bool wdm_decode_begin(struct wdm_decoder *decoder, const struct wdm_reader *reader,
                      struct wdm_name name, bool list);
void wdm_decode_end(struct wdm_decoder *decoder, bool list);

/* Tells a value of a kind whose bytes are `raw`. */
bool wdm_decode_raw(struct wdm_decoder *decoder, const struct wdm_reader *reader,
                    struct wdm_name name, enum wdm_value_kind kind, struct wdm_span raw);

/* Reads and tells a value of fixed size (NUMBER to IPV6); a number also goes to
 * *number. */
bool wdm_decode_fixed(struct wdm_decoder *decoder, struct wdm_reader *reader, struct wdm_name name,
                      const struct wdm_layout_type *type, uint64_t *number);

extern const struct wdm_name wdm_no_name;
extern const char wdm_cut_short[];
extern const char wdm_layout_wrong[];

#endif
