/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * layout.h - the one parser of the layout notation (docs/catalogue-notation.md).
 *
 * It keeps no tree: a field or a type is parsed where its text stands, into a
 * struct that the caller owns, each time it is needed. Everything that knows
 * layouts (decode, encode, help, search) walks them with these functions.
 */
#ifndef WDM_CATALOGUE_LAYOUT_H
#define WDM_CATALOGUE_LAYOUT_H

#include "path.h"

enum wdm_layout_kind {
    /* Values of a fixed size, in line: both notations. */
    WDM_LAYOUT_NUMBER = 0, /* u8 ... u64, i8 ... i64, be16, be32 */
    WDM_LAYOUT_FLOAT,      /* f32, f64 */
    WDM_LAYOUT_UUID,
    WDM_LAYOUT_BYTES, /* bytes[N] */
    WDM_LAYOUT_IPV4,
    WDM_LAYOUT_IPV6,
    /* Of any size, in line: both notations. */
    WDM_LAYOUT_STRUCTURE, /* {S} */
    /* QMI. */
    WDM_LAYOUT_TEXT,    /* str (size and count 0), str8 and str16 (size), str[N] (count) */
    WDM_LAYOUT_LIST,    /* [u8]T (size), [N]T (count) */
    WDM_LAYOUT_MEMBERS, /* { ... }, or [seq-u8,u16]T (sequence) */
    /* MBIM. */
    WDM_LAYOUT_TEXT_AWAY,      /* str, str8: offset, size */
    WDM_LAYOUT_BYTES_AWAY,     /* ref, fer: offset, size; ref[n]: offset */
    WDM_LAYOUT_BYTES_INLINE,   /* inline: size; inline[n]: nothing in front */
    WDM_LAYOUT_REST,           /* rest */
    WDM_LAYOUT_STRUCTURE_AWAY, /* *{S}: offset, size */
    WDM_LAYOUT_COUNTED_AWAY,   /* **{S}: offset, size of a count and a row */
    WDM_LAYOUT_ROW_AWAY,       /* *[n]T: offset of a row */
    WDM_LAYOUT_ADDRESS_AWAY,   /* *ipv4, *ipv6: offset */
    WDM_LAYOUT_SERIES,         /* [n]T */
    WDM_LAYOUT_TLV,
    WDM_LAYOUT_TLV_TEXT,
    WDM_LAYOUT_TLV_NUMBERS,
    WDM_LAYOUT_TLVS,
};

struct wdm_layout_type {
    enum wdm_layout_kind kind;
    uint8_t size;     /* bytes of the value, or of the count or length in front */
    uint8_t sequence; /* bytes of the sequence number before the count */
    bool is_signed;
    bool big_endian;
    bool size_first;             /* fer */
    bool utf8;                   /* str8 in MBIM */
    bool unpadded;               /* (unpadded) */
    bool bytes;                  /* a list of u8 without names: one value */
    uint32_t count;              /* N of [N]T, str[N], bytes[N] */
    uint32_t maximum;            /* bytes, from <=N; 0: none */
    struct wdm_name enumeration; /* =name; length 0: none */
    struct wdm_name form;        /* @form; text NULL: none */
    struct wdm_name reference;   /* S of {S}, n of [n] and of =name[n] */
    const char *inner;           /* the members of { }, or the type of a list's members */
    const char *text;            /* where the type begins */
    const char *end; /* and what is behind it; NULL for { ... }: wdm_layout_skip tells */
};

struct wdm_layout_field {
    struct wdm_name name;
    bool personal;
    bool optional; /* name?: zeros where it is not given */
    struct wdm_layout_type type;
    struct wdm_name condition; /* if(condition==value); length 0: none */
    struct wdm_name value;
    const char *end; /* as type.end, but for what stands behind the type */
};

enum wdm_layout_next {
    WDM_LAYOUT_END = 0,
    WDM_LAYOUT_FIELD,
    WDM_LAYOUT_BAD, /* not the notation */
};

/* Parses the type at `text`; `tlvs` picks QMI's notation. False: not the notation. */
bool wdm_layout_type(const char *text, bool tlvs, struct wdm_layout_type *type);

/* The blank, closing bracket or end that is behind a field or a type. */
const char *wdm_layout_skip(const char *text);

/* Parses the field at `text`, blanks before it skipped. */
enum wdm_layout_next wdm_layout_field(const char *text, bool tlvs, struct wdm_layout_field *field);

/* Parses a TLV's two hex digits and its field. */
enum wdm_layout_next wdm_layout_tlv(const char *text, uint8_t *type,
                                    struct wdm_layout_field *field);

/* Where the TLVs of a layout are, so that none is looked for twice. */
struct wdm_layout_index {
    uint16_t at[256]; /* by type: one more than where its field is; 0: there is none */
};

void wdm_layout_index(const char *layout, struct wdm_layout_index *index);

/* The field of a TLV. Returns false where there is none. */
bool wdm_layout_indexed(const char *layout, const struct wdm_layout_index *index, uint8_t type,
                        struct wdm_layout_field *field);

/* Whether fields (in { }, a structure, a TLV) are in it, or a list of values. */
bool wdm_layout_has_members(const struct wdm_layout_type *type);
bool wdm_layout_is_list(const struct wdm_layout_type *type);

/* The type of a list's members. */
bool wdm_layout_element(const struct wdm_layout_type *list, struct wdm_layout_type *element);

/* Walks the fields of a type that has members, or of a whole layout. */
struct wdm_layout_members {
    const char *text;
    bool inside;                            /* text is that of a { ... }, to be passed over */
    bool tlvs;                              /* the notation of the members */
    bool top;                               /* TLVs: two digits before each field */
    uint8_t tlv;                            /* top: the last one's type */
    const struct wdm_layout_type *sequence; /* [seq-u8,u16]T: what its two members are made from */
    unsigned step;
};

void wdm_layout_all(const struct wdm_layout *layout, struct wdm_layout_members *members);
/* False where the layout's structures do not have that name. */
bool wdm_layout_members(const struct wdm_layout *layout, const struct wdm_layout_type *type,
                        struct wdm_layout_members *members);
enum wdm_layout_next wdm_layout_next(struct wdm_layout_members *members,
                                     struct wdm_layout_field *field);

/* Finds the next of the fields at `text` whose list or bytes the number `name`
 * counts; goes on from *text. */
bool wdm_layout_counted_by(const char **text, struct wdm_name name, struct wdm_layout_field *field);

/* The types of MBIM's TLVs, which the notation brings with it (tlv_types.c). */
extern const struct wdm_enumeration wdm_tlv_types;

/* As wdm_enumeration_find, and those. */
const struct wdm_enumeration *wdm_layout_enumeration(const struct wdm_layout *layout,
                                                     struct wdm_name name);

/* The text of a structure, or NULL. */
const char *wdm_layout_structure(const struct wdm_layout *layout, struct wdm_name name);

/* Takes the letters, digits, '_' and '-' at *text; none: length 0. */
struct wdm_name wdm_layout_word(const char **text);

/* Whether two names are the same, character by character; and a literal. */
bool wdm_same_name(struct wdm_name a, struct wdm_name b);
bool wdm_name_is(struct wdm_name name, const char *literal);

/* The numbers that a structure has had so far, for [n], =name[n] and if(n==...): the
 * last WDM_NUMBERS of each structure, and those of the structures around it. */
#define WDM_NUMBERS 16

struct wdm_numbers {
    const struct wdm_numbers *outer;
    unsigned count; /* of all that were put; the last ones are kept */
    struct {
        struct wdm_name name;
        const char *type; /* its text */
        uint64_t value;
    } kept[WDM_NUMBERS];
};

/* No numbers yet, in a structure inside that of `outer` (or NULL). */
void wdm_numbers_init(struct wdm_numbers *numbers, const struct wdm_numbers *outer);
void wdm_numbers_put(struct wdm_numbers *numbers, const struct wdm_layout_field *field,
                     uint64_t value);
/* The latest of that name, of the innermost structure that has one; its type too. */
bool wdm_numbers_find(const struct wdm_numbers *numbers, struct wdm_name name, uint64_t *value,
                      const char **type);
bool wdm_numbers_get(const struct wdm_numbers *numbers, struct wdm_name name, uint64_t *value);

/* The enumeration of a number's type. The one of =name[n] is that whose name goes on
 * with the name of what n is: "reason_3gpp". NULL where there is none. */
const struct wdm_enumeration *wdm_numbers_enumeration(const struct wdm_layout *layout,
                                                      const struct wdm_numbers *numbers,
                                                      const struct wdm_layout_type *type);

/* Whether a field's if() holds. False in *holds and true returned: it does not.
 * Returns false where the layout is wrong. */
bool wdm_numbers_hold(const struct wdm_layout *layout, const struct wdm_numbers *numbers,
                      const struct wdm_layout_field *field, bool *holds);

/* The most fields that a layout has, those of its structures counted each time. */
#define WDM_LAYOUT_FIELDS 1024

/* Visits all fields that can have a value: what is in structures and, as "[N]",
 * in lists; a list of plain values is one field. Notices what is wrong with a
 * layout on the way. */
struct wdm_walker {
    const struct wdm_layout *layout;
    void (*visit)(struct wdm_walker *walker, const struct wdm_layout_field *field,
                  const struct wdm_layout_type *type);
    struct wdm_path path; /* of the field that is visited, or that is wrong */
    const char *at;       /* where that field stands */
    bool bad;             /* what stands there is no field */
    unsigned depth;
    unsigned fields; /* so far */
    bool optional;   /* its TLV is */
    bool counted;    /* its number counts another field's list */
};

/* False where the layout is wrong: path, at, bad and depth then say where. */
bool wdm_layout_walk(struct wdm_walker *walker);

/* Whether the field that is visited, or all that is in it, need not be given. */
bool wdm_walker_optional(const struct wdm_walker *walker, const struct wdm_layout_field *field,
                         const struct wdm_layout_type *type);

/* Whether `enumeration` may be the one of =name[n]: its name begins with "name_". */
bool wdm_layout_may_be(const struct wdm_enumeration *enumeration, struct wdm_name name);

#endif
