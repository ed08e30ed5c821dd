/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/fields.h - the engine that decodes, encodes and prints by layout.
 *
 * Decoding walks a layout over bytes and tells a sink what it finds; it trusts
 * no count, offset or length in the bytes. Encoding walks a layout and takes
 * each value from a list of assignments `path=value`; counts, offsets, sizes
 * and padding are its own work. What decoding calls a field is what encoding
 * takes it by, so either can feed the other.
 *
 * A path: "info.radio_interface_list[0]", "device_services[2].cids[0]".
 */
#ifndef WDM_FIELDS_H
#define WDM_FIELDS_H

#include "wdm/catalogue.h"
#include "wdm/error.h"

/* How deep structures and lists may nest; layouts that go deeper fail. */
#define WDM_FIELD_DEPTH 12

/* The longest path in characters, without the NUL. */
#define WDM_PATH_MAX ((size_t)200)

enum wdm_value_kind {
    WDM_VALUE_UNSIGNED = 0,
    WDM_VALUE_SIGNED,
    WDM_VALUE_FLOAT,
    WDM_VALUE_BOOL,
    WDM_VALUE_ENUM,  /* `number`, named by `enumeration` */
    WDM_VALUE_FLAGS, /* likewise, a set */
    WDM_VALUE_TEXT,  /* `bytes` are UTF-8, or whatever the modem sent as such */
    WDM_VALUE_UTF16, /* `bytes` are UTF-16LE */
    WDM_VALUE_BYTES,
    WDM_VALUE_UUID,
    WDM_VALUE_IPV4,
    WDM_VALUE_IPV6,
};

/* A name in a layout: `length` characters at `text`, no NUL. */
struct wdm_name {
    const char *text;
    size_t length;
};

struct wdm_value {
    enum wdm_value_kind kind;
    bool personal;
    uint64_t number; /* UNSIGNED, BOOL, ENUM, FLAGS; SIGNED: two's complement; FLOAT: its bits */
    double real;     /* FLOAT */
    struct wdm_span raw; /* the bytes it was read from, in the message (BYTES, TEXT ...: itself) */
    const struct wdm_enumeration *enumeration; /* ENUM, FLAGS; NULL where the name is unknown */
    struct wdm_name form; /* its natural form, as the layout has it behind '@'; length 0: none */
    const struct wdm_catalogue *catalogue; /* UUID: names it; NULL: the built-in one */
};

/* What decoding tells. Members of a list have no name (length 0). Functions may
 * be NULL. */
struct wdm_sink {
    void (*value)(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value);
    void (*begin)(struct wdm_sink *sink, struct wdm_name name, bool list);
    void (*end)(struct wdm_sink *sink, bool list);
    /* A TLV that the layout does not have (never the result TLV): as "tlv_0x17". */
    void (*unknown_tlv)(struct wdm_sink *sink, uint8_t type, struct wdm_span value);
};

/* What was wrong with the bytes: all that came before has gone to the sink. */
struct wdm_malformed {
    bool is;
    size_t offset;       /* in the decoded bytes, where it was noticed */
    char field[64];      /* the field or TLV it was noticed in, cut where long */
    const char *problem; /* such as "longer than the message" */
};

/* Decodes `bytes`: a QMI message's TLVs (the result TLV is passed over) or an
 * MBIM information buffer. Returns false, with *malformed filled in, where they
 * do not fit the layout; QMI TLVs after a bad one are still decoded. Bytes left
 * over at a TLV's or buffer's end are no error. The sink is told at most as many
 * values, and in them as many bytes, as four times the bytes there are and 64:
 * where lists of an MBIM buffer point at the same bytes over and over, decoding
 * ends as malformed. What is begun is always ended. */
bool wdm_decode(const struct wdm_layout *layout, struct wdm_span bytes, struct wdm_sink *sink,
                struct wdm_malformed *malformed);

/* Whether a QMI message has every TLV that its layout does not have as optional: those
 * below 0x10. What is in them is not looked at. */
bool wdm_fields_complete(const struct wdm_layout *layout, struct wdm_span tlvs);

/* As wdm_decode, and tells each value by its path; "tlv_0x17" is a TLV that the layout does
 * not have. A path is valid for the call only. */
struct wdm_path_sink {
    void (*value)(void *context, const char *path, const struct wdm_value *value);
    void *context;
};
bool wdm_decode_paths(const struct wdm_layout *layout, struct wdm_span bytes,
                      const struct wdm_path_sink *sink, struct wdm_malformed *malformed);

/* Finds one field by its path. Returns false where it is not there. */
bool wdm_field_find(const struct wdm_layout *layout, struct wdm_span bytes, const char *path,
                    struct wdm_value *value);

/* The number of a field, or `missing` where it is not there or is no number. */
uint64_t wdm_field_number(const struct wdm_layout *layout, struct wdm_span bytes, const char *path,
                          uint64_t missing);

/* The text of a field as it would be printed, without quotes; "" where it is
 * not there. Returns its length; cut to `capacity` (at least 1) with the NUL. */
size_t wdm_field_text(const struct wdm_layout *layout, struct wdm_span bytes, const char *path,
                      char *text, size_t capacity);

/* ---- Encoding */

struct wdm_assignment {
    struct wdm_name path; /* "info.mode", "list[0].mcc", "tlv_0x17" (value: hex bytes) */
    struct wdm_name value;
    bool raw; /* `value`, where bytes are wanted, is those bytes, not their hex digits */
};

/* Splits "path=value" of `length` characters. Returns false without a '=' or
 * with an empty path. The value is not raw. */
bool wdm_assignment_parse(const char *text, size_t length, struct wdm_assignment *assignment);

/* Appends the TLVs or information buffer that the assignments say. Lists are as
 * long as their highest index needs, or all at once where the members are
 * scalars ("list=1,2,3"; bytes as hex). Optional TLVs (type 0x10 and above, all
 * TLVs of a response or indication but those below 0x10) that no assignment
 * names are left out. MBIM strings, references and lists that none names are
 * empty; counts, offsets and sizes are worked out. Fails with WDM_USAGE, in
 * words that name the field and its type: a field the layout does not have (and
 * the nearest that it has), a value that does not fit, a required number that
 * is missing. `out` is then of no use. */
bool wdm_encode(const struct wdm_layout *layout, const struct wdm_assignment *assignments,
                size_t count, struct wdm_writer *out, struct wdm_error *error);

/* The same, but required numbers and texts that no assignment names are zeros, or
 * empty. */
bool wdm_encode_sparse(const struct wdm_layout *layout, const struct wdm_assignment *assignments,
                       size_t count, struct wdm_writer *out, struct wdm_error *error);

/* ---- Printing */

/* Where text goes. Never sees control characters of the modem's: they are
 * escaped before. */
struct wdm_output {
    void (*write)(struct wdm_output *output, const char *text, size_t length);
};

/* Writes a text; or one from a format (wdm/format.h), cut to 1023 characters.
 * They come from the program: nothing is escaped. */
void wdm_put(struct wdm_output *output, const char *text);
/* Writes a text that small builds have packed: of help, or a literal. */
void wdm_put_packed(struct wdm_output *output, const char *text);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void wdm_put_format(struct wdm_output *output, const char *format, ...);

struct wdm_print_options {
    bool json;
    bool personal;      /* show personal values; else text shows "(hidden)", JSON null */
    bool cut;           /* the bytes are the first of more: text tells at which field they end,
                         * and not that they are malformed there */
    const char *indent; /* text: before each line; NULL for none */
    /* Text: by how many seconds clocks were before UTC at a time, in seconds since
     * 1970; NULL: times are told in UTC. */
    int32_t (*utc_offset)(int64_t time);
};

/* Prints all fields. Text: a line a field, "path  value" aligned, lists of
 * scalars in one line, enumerations as "name (number)", values in the natural form
 * that the layout gives them, such as "-67 dBm" (which encoding takes too). JSON:
 * one object, no newline: raw numbers as numbers, enumerations as {"value":8,"name":"lte"}, flags
 * as {"value":3,"names":["a","b"]}, bytes as hex text, personal fields null. On
 * malformed bytes prints what was good and then says so (JSON: "malformed"). */
void wdm_print_fields(const struct wdm_layout *layout, struct wdm_span bytes,
                      const struct wdm_print_options *options, struct wdm_output *output);

/* Prints one value, without a newline, as above. */
void wdm_print_value(const struct wdm_value *value, const struct wdm_print_options *options,
                     struct wdm_output *output);

/* Prints text as a JSON string with its quotes, or escaped for a terminal
 * (control characters, invalid UTF-8, DEL and C1 as \xNN). */
void wdm_print_json_string(const char *text, size_t length, struct wdm_output *output);
void wdm_print_safe(const char *text, size_t length, struct wdm_output *output);

/* ---- Looking through a layout: for help, search, completion */

struct wdm_layout_type; /* src/catalogue/layout.h */

/* A field that can be given. */
struct wdm_field {
    const char *path; /* with "[N]" for the index in a list of structures */
    size_t length;
    bool optional; /* need not be given */
    bool counted;  /* nor this one: it is worked out from another field */
    bool list;     /* of plain values: "path=1,2,3", or "path[0]=1" */
    bool uuid;     /* takes names of wdm_uuid_name_at() */
    const struct wdm_layout *layout;
    const struct wdm_layout_type *type;
};

/* Calls `visit` with each field of a layout, in order; the field is valid for the
 * call only. */
void wdm_layout_visit(const struct wdm_layout *layout,
                      void (*visit)(void *context, const struct wdm_field *field), void *context);

/* Prints what a field takes, in words; without the numbers of names. */
void wdm_print_field_type(const struct wdm_field *field, struct wdm_output *output);

/* The enumeration of a field's values ("bool": no, yes); NULL where they have none.
 * Where another field decides which it is, there are several: NULL past the last. */
const struct wdm_enumeration *wdm_field_enumeration(const struct wdm_field *field, size_t index);

/* Marks the bytes of personal fields: writes 1 into mask[i] for each such byte
 * of `bytes`, 0 into the others. `mask` has bytes.length places. */
void wdm_mask_personal(const struct wdm_layout *layout, struct wdm_span bytes, uint8_t *mask);

/* Prints what fields a layout has, a line each: path, type in words, range or
 * names; for help. */
void wdm_print_layout(const struct wdm_layout *layout, const char *indent,
                      struct wdm_output *output);

/* Whether a layout is right: its notation, and that the structures, enumerations
 * and counts it names are there. Fails with WDM_USAGE, naming the field. */
bool wdm_layout_check(const struct wdm_layout *layout, struct wdm_error *error);

#endif
