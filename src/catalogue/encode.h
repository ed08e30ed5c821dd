/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * encode.h - what the two encoders share. Private to the catalogue.
 *
 * Encoding walks the layout with the path of the field at hand, and looks for
 * the assignments of that path: nothing is kept but the path.
 */
#ifndef WDM_CATALOGUE_ENCODE_H
#define WDM_CATALOGUE_ENCODE_H

#include "layout.h"
#include "path.h"

struct wdm_encoder {
    const struct wdm_layout *layout;
    const struct wdm_assignment *assignments;
    size_t count;
    struct wdm_writer *out;
    struct wdm_error *error;
    bool sparse; /* what is left out is zeros, or empty */
    unsigned depth;
    const struct wdm_numbers *numbers; /* of the structure at hand; NULL: none */
    /* While the members of "list=1,2,3" are encoded: what is left of them. */
    bool in_pieces;
    struct wdm_name pieces;
    bool raw; /* the value that wdm_encode_assigned gave last is raw */
    struct wdm_path path;
};

/* Lists have at most this many members. */
#define WDM_LIST_MAX ((size_t)65535)

bool wdm_encode_tlvs(struct wdm_encoder *encoder);
bool wdm_encode_buffer(struct wdm_encoder *encoder);

/* ---- Assignments (assignments.c) */

/* Whether two paths are the same: letters in either case, '-' as '_'. */
bool wdm_path_equal(struct wdm_name path, const char *text, size_t length);

/* The value that was assigned to the path at hand. */
bool wdm_encode_assigned(struct wdm_encoder *encoder, struct wdm_name *value);

/* Whether anything was: to the path itself, or to what is in it. */
bool wdm_encode_has(const struct wdm_encoder *encoder);

/* How the list at the path at hand was given. */
struct wdm_encode_list {
    size_t count;
    bool in_pieces; /* all at once, in `pieces` */
    struct wdm_name pieces;
};
bool wdm_encode_list(struct wdm_encoder *encoder, const struct wdm_layout_type *element,
                     struct wdm_encode_list *list);

/* "tlv_0x17": the type; false: it is not of that form. */
bool wdm_encode_raw_name(struct wdm_name path, uint8_t *type);

/* Fails unless each assignment is to a field that the layout has, and only one
 * to each (resolve.c). */
bool wdm_encode_check(struct wdm_encoder *encoder);

/* Takes "[12]" off *path. */
bool wdm_encode_take_index(struct wdm_name *path);

/* ---- Failures: each returns false, and names the path at hand (encode_error.c) */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
bool wdm_encode_fail(struct wdm_encoder *encoder, const char *format, ...);
bool wdm_encode_layout_wrong(struct wdm_encoder *encoder);
bool wdm_encode_required(struct wdm_encoder *encoder, const struct wdm_layout_type *type);
/* True where what is required may be left out all the same. */
bool wdm_encode_left_out(struct wdm_encoder *encoder, const struct wdm_layout_type *type);
/* What a type takes, cut to fit. */
#define WDM_ENCODE_WORDS ((size_t)256)
void wdm_encode_put_words(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                          char words[WDM_ENCODE_WORDS]);
/* "no field ..." or "no such name ..., did you mean ..." (nearest.c). */
bool wdm_encode_no_field(struct wdm_encoder *encoder, struct wdm_name path);
bool wdm_encode_bad_name(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                         const struct wdm_enumeration *enumeration, struct wdm_name name);
/* The value is not what the type takes. */
bool wdm_encode_bad_value(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                          struct wdm_name value);

/* ---- Text to bytes, appended to `out` (encode_value.c) */
bool wdm_encode_number(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                       struct wdm_name text, uint64_t *number);
/* Kinds NUMBER to IPV6. */
bool wdm_encode_fixed(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                      struct wdm_name text);
void wdm_encode_write_number(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                             uint64_t number);
/* The bytes that a value, just assigned, says: raw or in hex; and how many they
 * are (false: it is no hex). */
bool wdm_encode_bytes(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                      struct wdm_name value);
bool wdm_encode_bytes_count(const struct wdm_encoder *encoder, struct wdm_name value,
                            size_t *count);
/* The size in bytes of a fixed kind. */
size_t wdm_layout_fixed_size(const struct wdm_layout_type *type);

struct wdm_name wdm_trim(struct wdm_name text);

/* Takes what stands before the next of two separators off *text, trimmed. */
struct wdm_name wdm_take_piece(struct wdm_name *text, char one, char other);

#endif
