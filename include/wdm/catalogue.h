/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/catalogue.h - every message as data: names, numbers and layouts.
 *
 * A layout is text, in the notation of docs/catalogue-notation.md: the TLVs of
 * a QMI message ("01 info:{ mode:u8=operating_mode } 10 reason:u16") or the
 * fields of an MBIM information buffer. wdm/fields.h decodes and encodes by it.
 * All of it is constant; nothing here does I/O.
 *
 * Names are lower case: services and messages with hyphens ("basic-connect",
 * "get-capabilities"), fields with underscores. Look-ups by name take either
 * case, and '-', '_' and ' ' as the same.
 */
#ifndef WDM_CATALOGUE_H
#define WDM_CATALOGUE_H

#include "wdm/qmux.h"
#include "wdm/unpack.h"
#include "wdm/uuid.h"

/* The room for the name of an enumeration, or for one of its values ("0x10=name"),
 * with its NUL. */
#define WDM_ENUMERATION_NAME ((size_t)80)

/* An enumeration or a set of flags: one text (wdm/unpack.h), its name, in a set of flags
 * behind a '*', and its values, with a blank between each. Values are names; each has
 * the value of the one before it plus one (flags: times two), the first 0 (flags: 1),
 * unless it says its own: "0x10=name", "-1=name". */
struct wdm_enumeration {
    const char *text;
};
#define WDM_ENUMERATION(name, values)                                                              \
    {                                                                                              \
        name " " values                                                                            \
    }
#define WDM_FLAGS(name, values)                                                                    \
    {                                                                                              \
        "*" name " " values                                                                        \
    }

/* A structure that layouts name as {Name}. */
struct wdm_structure {
    const char *name;
    const char *layout;
};

/* A QMI message. A layout that is NULL does not exist (an indication has no
 * request), one that is "" has no TLVs (but a response's result, which is never
 * in the layout). An indication is in its request's entry where it shares number
 * and name (CTL "sync"), else it has its own (DMS 0x0001: "set-event-report" and
 * "event-report"). A service's messages are in order of number, their names are
 * unique. */
struct wdm_qmi_message {
    uint16_t id;
    uint16_t vendor; /* USB vendor id whose modems alone know it; 0: all */
    const char *name;
    const char *request;
    const char *response;
    const char *indication;
};

struct wdm_qmi_service {
    uint16_t id; /* above 0xff: exists only on QRTR, never in QMUX */
    const char *name;
    const struct wdm_qmi_message *messages;
    size_t message_count;
    const struct wdm_structure *structures;
    size_t structure_count;
    const struct wdm_enumeration *enumerations;
    size_t enumeration_count;
};

/* An MBIM command, in one version of MBIMEx; NULL and "" as above. A newer
 * version's entry has only the parts that it changed. A service's entries are in
 * order of command, then of version; a name belongs to one command. */
struct wdm_mbim_command_entry {
    uint16_t id;    /* the CID */
    uint8_t mbimex; /* 1, 2 or 3: from which version on the layouts are these */
    const char *name;
    const char *query;
    const char *set;
    const char *response;
    const char *notification;
};

struct wdm_mbim_service {
    struct wdm_uuid uuid;
    const char *name;
    const struct wdm_mbim_command_entry *commands;
    size_t command_count;
    const struct wdm_structure *structures;
    size_t structure_count;
    const struct wdm_enumeration *enumerations;
    size_t enumeration_count;
};

/* A layout and the names it may use. */
struct wdm_layout {
    const char *text; /* NULL: there is none */
    bool tlvs;        /* QMI: TLVs; else an MBIM information buffer */
    const struct wdm_structure *structures;
    size_t structure_count;
    const struct wdm_enumeration *enumerations; /* the service's; the common ones come after */
    size_t enumeration_count;
    const struct wdm_catalogue *catalogue; /* names UUIDs in values; NULL: the built-in one */
};

enum wdm_mbim_part {
    WDM_MBIM_PART_QUERY = 0,
    WDM_MBIM_PART_SET,
    WDM_MBIM_PART_RESPONSE,
    WDM_MBIM_PART_NOTIFICATION,
};

/* What is known in all: the built-in tables below, and before them what a private
 * schema (wdm/schema.h) adds to them. NULL for `schema`, or for a catalogue, stands
 * for the built-in tables alone. */
struct wdm_schema;
struct wdm_catalogue {
    const struct wdm_schema *schema;
};

/* The services whose messages this build has, QMI's in order of number; NULL
 * past the last. */
const struct wdm_qmi_service *wdm_qmi_service_at(size_t index);
const struct wdm_mbim_service *wdm_mbim_service_at(size_t index);

/* A service by number, by UUID or by name ("dms", "0x02", a UUID's text); NULL
 * where there is none. */
const struct wdm_qmi_service *wdm_qmi_service_by_id(uint16_t id);
const struct wdm_qmi_service *wdm_qmi_service_by_name(const char *name);
const struct wdm_mbim_service *wdm_mbim_service_by_uuid(const struct wdm_uuid *uuid);
const struct wdm_mbim_service *wdm_mbim_service_by_name(const char *name);

/* A name for any QMI service number, known to the catalogue or not ("nas" for 3
 * where only DMS is built in); NULL where nobody knows. And the reverse, which
 * takes numbers up to 0xffff too ("nas", "0x03"): -1 where it is neither. */
const char *wdm_qmi_service_name(uint16_t id);
int wdm_qmi_service_number(const char *name);

/* Likewise for MBIM's services. */
const char *wdm_mbim_service_name(const struct wdm_uuid *uuid);

/* The same, with what a private schema has before what is built in. */
const struct wdm_qmi_service *wdm_catalogue_qmi_service_at(const struct wdm_catalogue *catalogue,
                                                           size_t index);
const struct wdm_qmi_service *wdm_catalogue_qmi_service_by_id(const struct wdm_catalogue *catalogue,
                                                              uint16_t id);
const struct wdm_qmi_service *
wdm_catalogue_qmi_service_by_name(const struct wdm_catalogue *catalogue, const char *name);
const char *wdm_catalogue_qmi_service_name(const struct wdm_catalogue *catalogue, uint16_t id);
int wdm_catalogue_qmi_service_number(const struct wdm_catalogue *catalogue, const char *name);
const struct wdm_mbim_service *wdm_catalogue_mbim_service_at(const struct wdm_catalogue *catalogue,
                                                             size_t index);
const struct wdm_mbim_service *
wdm_catalogue_mbim_service_by_uuid(const struct wdm_catalogue *catalogue,
                                   const struct wdm_uuid *uuid);
const struct wdm_mbim_service *
wdm_catalogue_mbim_service_by_name(const struct wdm_catalogue *catalogue, const char *name);
const char *wdm_catalogue_mbim_service_name(const struct wdm_catalogue *catalogue,
                                            const struct wdm_uuid *uuid);

/* A message by id or by name ("get-capabilities", "0x0020"). `vendor` picks
 * among messages that share a number: one of that vendor's before one of
 * anybody's before another vendor's; with 0, one of anybody's before one of a
 * vendor's. `kind` says which layout it must have (a response is its request's).
 * A name needs no vendor; a number by_name is a request's before it is an
 * indication's. NULL: none. */
const struct wdm_qmi_message *wdm_qmi_message_by_id(const struct wdm_qmi_service *service,
                                                    uint16_t id, enum wdm_qmi_kind kind,
                                                    uint16_t vendor);
const struct wdm_qmi_message *wdm_qmi_message_by_name(const struct wdm_qmi_service *service,
                                                      const char *name, uint16_t vendor);

/* All messages that suit as well as the one that by_id gives, which is the first of
 * them; NULL past the last. */
const struct wdm_qmi_message *wdm_qmi_message_candidate(const struct wdm_qmi_service *service,
                                                        uint16_t id, enum wdm_qmi_kind kind,
                                                        uint16_t vendor, size_t index);

/* A command by CID or by name ("device-caps", "1"): the first entry that it has.
 * The layouts of its parts may come from others: use wdm_mbim_layout. NULL: none. */
const struct wdm_mbim_command_entry *wdm_mbim_command_by_id(const struct wdm_mbim_service *service,
                                                            uint32_t id);
const struct wdm_mbim_command_entry *
wdm_mbim_command_by_name(const struct wdm_mbim_service *service, const char *name);

/* The layout of a part of a message; text is NULL where there is none, and where
 * service or message is NULL. MBIM: the newest that MBIMEx version `mbimex` (1, 2
 * or 3) has; where it has none yet, the first there is (Version, which asks for a
 * newer one, is of MBIMEx 2.0). */
struct wdm_layout wdm_qmi_layout(const struct wdm_qmi_service *service,
                                 const struct wdm_qmi_message *message, enum wdm_qmi_kind kind);
struct wdm_layout wdm_mbim_layout(const struct wdm_mbim_service *service, uint32_t command,
                                  enum wdm_mbim_part part, uint8_t mbimex);

/* Names of error codes, such as "InvalidTransition"; NULL where unknown. The
 * text ends at `*length`, not at a NUL. */
#ifndef WDM_PACKED
const char *wdm_qmi_error_name(uint32_t code, size_t *length);
const char *wdm_mbim_status_name(uint32_t code, size_t *length);
const char *wdm_mbim_function_error_name(uint32_t code, size_t *length);
#endif

/* The names by which UUIDs can be given: of context types and of MBIM's services;
 * NULL past the last. */
const char *wdm_uuid_name_at(const struct wdm_catalogue *catalogue, size_t index);

/* The enumerations that all services of QMI (`tlvs`) or of MBIM share, the lists of
 * error codes among them; NULL past the last. */
const struct wdm_enumeration *wdm_enumeration_at(bool tlvs, size_t index);

/* The enumeration of this name that a layout can use; NULL: none. */
const struct wdm_enumeration *wdm_enumeration_find(const struct wdm_layout *layout,
                                                   const char *name, size_t length);

/* Whether it is a set of flags. */
bool wdm_enumeration_flags(const struct wdm_enumeration *enumeration);

/* Copies its name, with the NUL and cut to `capacity` (at least 1). */
void wdm_enumeration_own_name(const struct wdm_enumeration *enumeration, char *name,
                              size_t capacity);

/* Walks an enumeration, from wdm_enumerator_before(): each wdm_enumerator_next()
 * gives the next name (not ended by a NUL, good until the next one) and value; false
 * at the end. */
struct wdm_enumerator {
    const char *name;
    size_t length;
    uint64_t value;
#ifdef WDM_PACKED
    struct wdm_unpacker unpacker;
    char word[WDM_ENUMERATION_NAME];
#endif
};
struct wdm_enumerator wdm_enumerator_before(const struct wdm_enumeration *enumeration);
bool wdm_enumerator_next(const struct wdm_enumeration *enumeration,
                         struct wdm_enumerator *enumerator);

/* The name of a value; false, or NULL, where it has none. The value of a name (any
 * case, '-' as '_'); false where there is none. */
bool wdm_enumerator_find(const struct wdm_enumeration *enumeration, uint64_t value,
                         struct wdm_enumerator *found);
#ifndef WDM_PACKED
const char *wdm_enumeration_name(const struct wdm_enumeration *enumeration, uint64_t value,
                                 size_t *length);
#endif
bool wdm_enumeration_value(const struct wdm_enumeration *enumeration, const char *name,
                           size_t length, uint64_t *value);

/* Whether `length` characters of `a` and `b`'s all name the same thing. */
bool wdm_name_equal(const char *a, size_t length, const char *b);

/* How far two names are apart (edit distance; case and '-' do not count), for
 * "did you mean"; 255 where one is longer than 127 characters. */
size_t wdm_name_distance(const char *a, const char *b);

#endif
