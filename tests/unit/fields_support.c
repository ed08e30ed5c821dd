/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Support for the tests of the catalogue's engine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fields_support.h"
#include "../../src/catalogue/layout.h"

void assignments_clear(struct assignments *assignments)
{
    assignments->count = 0;
    assignments->used = 0;
    assignments->overflow = false;
}

void assignments_add(struct assignments *assignments, const char *path, const char *value,
                     size_t length)
{
    size_t path_length = strlen(path);
    size_t size = path_length + 1 + length;
    if (assignments->count == ASSIGNMENTS_MAX ||
        size > sizeof(assignments->text) - assignments->used) {
        assignments->overflow = true;
        return;
    }
    char *text = assignments->text + assignments->used;
    memcpy(text, path, path_length);
    text[path_length] = '=';
    memcpy(text + path_length + 1, value, length);
    assignments->used += size;
    assert_true(wdm_assignment_parse(text, size, &assignments->list[assignments->count++]));
}

/* ---- Making up values */

struct maker {
    const struct wdm_layout *layout;
    enum made_up how;
    bool some; /* only what must be given, and the TLV `only` */
    int only;
    uint32_t random;
    struct assignments *assignments;
    struct wdm_path path;
};

/* The longest texts and bytes where the layout has no limit. */
#define LONG 300

/* A number below `limit`. */
static uint32_t below(struct maker *maker, uint32_t limit)
{
    if (maker->how == MADE_UP_LEAST)
        return 0;
    if (maker->how == MADE_UP_MOST)
        return limit - 1;
    maker->random = maker->random * 1664525 + 1013904223;
    return (maker->random >> 8) % limit;
}

static void give(struct maker *maker, const char *value)
{
    assignments_add(maker->assignments, maker->path.text, value, strlen(value));
}

static void make_members(struct maker *maker, struct wdm_layout_members *members,
                         const struct wdm_numbers *outer);

static uint64_t make_any_number(struct maker *maker, const struct wdm_layout_type *type)
{
    unsigned bits = 8U * type->size;
    uint64_t number = 0;
    for (int i = 0; i < 4; i++)
        number = number << 16 | below(maker, 0x10000);
    number &= UINT64_MAX >> (64 - bits);
    if (type->is_signed && maker->how == MADE_UP_MOST)
        number >>= 1;
    if (type->is_signed && maker->how == MADE_UP_LOWEST)
        number = (uint64_t)1 << (bits - 1);
    if (type->is_signed && number >> (bits - 1))
        number |= UINT64_MAX << (bits - 1);
    return number;
}

static uint64_t make_enumerated(struct maker *maker, const struct wdm_layout_type *type,
                                const struct wdm_enumeration *enumeration)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);
    uint64_t most = UINT64_MAX >> (64 - 8 * type->size + (type->is_signed ? 1 : 0));
    uint64_t value = 0;
    uint32_t chosen = below(maker, 8);
    for (uint32_t i = 0; i <= chosen && wdm_enumerator_next(enumeration, &each); i++) {
        if (each.value <= most)
            value = wdm_enumeration_flags(enumeration) ? value | each.value : each.value;
    }
    return value;
}

static uint64_t make_number(struct maker *maker, const struct wdm_layout_type *type)
{
    struct wdm_name name = type->enumeration;
    const struct wdm_enumeration *enumeration =
        wdm_enumeration_find(maker->layout, name.text, name.length);
    char text[32];
    uint64_t number;
    if (name.length > 0 && wdm_name_is(name, "bool"))
        number = below(maker, 2);
    else if (enumeration && maker->how == MADE_UP_RANDOM && below(maker, 4) > 0)
        number = make_enumerated(maker, type, enumeration);
    else
        number = make_any_number(maker, type);
    if (type->is_signed)
        snprintf(text, sizeof(text), "%lld", (long long)number);
    else
        /* Names can be decimal numbers. */
        snprintf(text, sizeof(text), enumeration || below(maker, 2) ? "0x%llx" : "%llu",
                 (unsigned long long)number);
    give(maker, text);
    return number;
}

/* The most bytes that a text takes, and the most characters that are sure to fit. */
static size_t longest(const struct wdm_layout_type *type)
{
    size_t most = type->maximum ? type->maximum : type->count ? type->count : LONG;
    if (type->kind == WDM_LAYOUT_TEXT)
        return type->size == 1 && most > 255 ? 255 : most;
    return type->maximum ? most / 2 : most;
}

/* Text without commas; at random with characters of one to four bytes of UTF-8. */
static void make_text(struct maker *maker, const struct wdm_layout_type *type)
{
    static const char *const characters[] = {
        "a", "Z", "0", ".", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x93\xb6"};
    char text[1100];
    size_t length = 0;
    size_t most = longest(type);
    assert_true(most < sizeof(text));
    if (maker->how == MADE_UP_RANDOM && most > 40)
        most = 40;
    size_t wanted = below(maker, (uint32_t)most + 1);
    while (length < wanted) {
        const char *character = maker->how == MADE_UP_MOST ? "x" : characters[below(maker, 7)];
        size_t size = strlen(character);
        if (length + size > wanted) {
            character = "x";
            size = 1;
        }
        memcpy(text + length, character, size);
        length += size;
    }
    text[length] = '\0';
    give(maker, text);
}

static void make_bytes(struct maker *maker, const struct wdm_layout_type *type, size_t count)
{
    char text[2 * LONG + 1];
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        length += (size_t)snprintf(text + length, sizeof(text) - length, "%02x",
                                   (unsigned)below(maker, 256));
    /* Not decimal digits, which some forms would take. */
    if (type->form.length > 0 && count > 0)
        text[0] = 'a';
    give(maker, text);
}

static void make_real(struct maker *maker)
{
    static const char *const reals[] = {"0", "1.5", "-2.25", "0.1", "1e+30", "-77.0123"};
    give(maker, reals[below(maker, 6)]);
}

static void make_address(struct maker *maker, size_t size)
{
    static const char *const four[] = {"0.0.0.0", "10.0.0.1", "255.255.255.255"};
    static const char *const six[] = {"::", "2001:db8::1", "ffff:ffff:ffff:ffff:ffff:ffff:0:1"};
    give(maker, size == 4 ? four[below(maker, 3)] : six[below(maker, 3)]);
}

static void make_uuid(struct maker *maker)
{
    static const char *const uuids[] = {"00000000-0000-0000-0000-000000000000", "internet",
                                        "a289cc33-bcbb-8b4f-b6b0-133ec2aae6df"};
    give(maker, uuids[below(maker, 3)]);
}

static void make_type(struct maker *maker, const struct wdm_layout_type *type,
                      const struct wdm_numbers *numbers, size_t count);

static void make_elements(struct maker *maker, const struct wdm_layout_type *list,
                          const struct wdm_numbers *numbers, size_t count)
{
    struct wdm_layout_type element;
    size_t length = maker->path.length;
    assert_true(wdm_layout_element(list, &element));
    if (count == 0)
        give(maker, "");
    for (size_t i = 0; i < count; i++) {
        wdm_path_index(&maker->path, i);
        make_type(maker, &element, numbers, 0);
        wdm_path_cut(&maker->path, length);
    }
}

/* How many members, or bytes, of a list or bytes are made up at most. */
static uint32_t most_members(const struct wdm_layout_type *type)
{
    if (type->kind == WDM_LAYOUT_LIST && type->bytes)
        return type->size == 1 ? 255 : LONG;
    return 3;
}

/* `count` is how many members or bytes it must have where a number says so. */
static void make_type(struct maker *maker, const struct wdm_layout_type *type,
                      const struct wdm_numbers *numbers, size_t count)
{
    struct wdm_layout_members members;
    if (wdm_layout_has_members(type)) {
        assert_true(wdm_layout_members(maker->layout, type, &members));
        make_members(maker, &members, numbers);
        return;
    }
    if (type->reference.length == 0 || !numbers)
        count = type->count ? type->count : below(maker, most_members(type) + 1);
    if (wdm_layout_is_list(type) && !type->bytes) {
        make_elements(maker, type, numbers, count);
        return;
    }
    switch (type->kind) {
    case WDM_LAYOUT_NUMBER:
        make_number(maker, type);
        break;
    case WDM_LAYOUT_FLOAT:
        make_real(maker);
        break;
    case WDM_LAYOUT_UUID:
        make_uuid(maker);
        break;
    case WDM_LAYOUT_IPV4:
    case WDM_LAYOUT_IPV6:
    case WDM_LAYOUT_ADDRESS_AWAY:
        make_address(maker, type->size);
        break;
    case WDM_LAYOUT_TEXT:
    case WDM_LAYOUT_TEXT_AWAY:
    case WDM_LAYOUT_TLV_TEXT:
        make_text(maker, type);
        break;
    default:
        make_bytes(maker, type, count);
    }
}

static bool is_left_out(const struct maker *maker, const struct wdm_layout_members *members,
                        const struct wdm_layout_field *field)
{
    if (!maker->some)
        return false;
    return field->optional || (members->top && members->tlv >= 0x10 && members->tlv != maker->only);
}

static void make_members(struct maker *maker, struct wdm_layout_members *members,
                         const struct wdm_numbers *outer)
{
    struct wdm_numbers numbers = {.outer = outer};
    struct wdm_layout_field field;
    struct wdm_layout_field counted;
    enum wdm_layout_next next;
    while ((next = wdm_layout_next(members, &field)) == WDM_LAYOUT_FIELD) {
        size_t length = maker->path.length;
        const char *behind = members->text;
        uint64_t count = 0;
        bool holds;
        assert_true(wdm_numbers_hold(maker->layout, &numbers, &field, &holds));
        if (!holds)
            continue;
        if (is_left_out(maker, members, &field)) {
            if (field.type.kind == WDM_LAYOUT_NUMBER)
                wdm_numbers_put(&numbers, &field, 0);
            continue;
        }
        wdm_path_name(&maker->path, field.name);
        wdm_numbers_get(&numbers, field.type.reference, &count);
        bool is_count = field.type.kind == WDM_LAYOUT_NUMBER && !members->tlvs &&
                        wdm_layout_counted_by(&behind, field.name, &counted);
        if (is_count)
            wdm_numbers_put(&numbers, &field, below(maker, 4));
        else if (field.type.kind == WDM_LAYOUT_NUMBER)
            wdm_numbers_put(&numbers, &field, make_number(maker, &field.type));
        else
            make_type(maker, &field.type, &numbers, (size_t)count);
        wdm_path_cut(&maker->path, length);
    }
    assert_int_equal(next, WDM_LAYOUT_END);
}

static void make_all(struct maker *maker)
{
    struct wdm_layout_members members;
    assignments_clear(maker->assignments);
    wdm_layout_all(maker->layout, &members);
    make_members(maker, &members, NULL);
}

void make_up(const struct wdm_layout *layout, enum made_up how, uint32_t seed,
             struct assignments *assignments)
{
    struct maker maker = {.layout = layout, .how = how, .random = seed, .assignments = assignments};
    make_all(&maker);
}

void make_up_some(const struct wdm_layout *layout, enum made_up how, uint32_t seed, int only,
                  struct assignments *assignments)
{
    struct maker maker = {.layout = layout,
                          .how = how,
                          .some = true,
                          .only = only,
                          .random = seed,
                          .assignments = assignments};
    make_all(&maker);
}

/* ---- Collecting what decoding says */

struct collector {
    struct wdm_sink sink;
    struct wdm_place place;
    struct assignments *assignments;
    bool raw;                      /* no natural forms */
    bool any[WDM_FIELD_DEPTH + 2]; /* whether the list at that depth has a member */
};

static void collect_text(struct wdm_output *output, const char *text, size_t length)
{
    struct test_output *out = (struct test_output *)output;
    assert_true(length <= sizeof(out->text) - 1 - out->length);
    memcpy(out->text + out->length, text, length);
    out->length += length;
    out->text[out->length] = '\0';
}

void test_output_init(struct test_output *output)
{
    output->output.write = collect_text;
    output->length = 0;
    output->text[0] = '\0';
}

static void collect_value(struct wdm_sink *sink, struct wdm_name name,
                          const struct wdm_value *value)
{
    static const struct wdm_print_options options = {.personal = true};
    static struct test_output text;
    struct collector *collector = (struct collector *)sink;
    struct wdm_value said = *value;
    if (collector->raw)
        said.form.length = 0;
    collector->any[collector->place.depth] = true;
    size_t length = wdm_place_enter(&collector->place, name);
    test_output_init(&text);
    wdm_print_value(&said, &options, &text.output);
    assignments_add(collector->assignments, collector->place.path.text, text.text, text.length);
    wdm_place_leave(&collector->place, length);
}

static void collect_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct collector *collector = (struct collector *)sink;
    collector->any[collector->place.depth] = true;
    wdm_place_begin(&collector->place, name, list);
    collector->any[collector->place.depth] = false;
}

static void collect_end(struct wdm_sink *sink, bool list)
{
    struct collector *collector = (struct collector *)sink;
    if (list && !collector->any[collector->place.depth])
        assignments_add(collector->assignments, collector->place.path.text, "", 0);
    wdm_place_end(&collector->place);
}

static void collect_unknown(struct wdm_sink *sink, uint8_t type, struct wdm_span value)
{
    struct wdm_value bytes = {.kind = WDM_VALUE_BYTES, .raw = value};
    char name[16];
    snprintf(name, sizeof(name), "tlv_0x%02x", type);
    collect_value(sink, (struct wdm_name){.text = name, .length = strlen(name)}, &bytes);
}

static bool collect_as(const struct wdm_layout *layout, struct wdm_span bytes, bool raw,
                       struct assignments *assignments, struct wdm_malformed *malformed)
{
    struct collector collector = {
        .sink = {collect_value, collect_begin, collect_end, collect_unknown},
        .assignments = assignments,
        .raw = raw,
    };
    assignments_clear(assignments);
    wdm_place_init(&collector.place);
    bool good = wdm_decode(layout, bytes, &collector.sink, malformed);
    assert_int_equal(collector.place.depth, 0);
    return good;
}

bool collect(const struct wdm_layout *layout, struct wdm_span bytes,
             struct assignments *assignments, struct wdm_malformed *malformed)
{
    return collect_as(layout, bytes, false, assignments, malformed);
}

bool collect_raw(const struct wdm_layout *layout, struct wdm_span bytes,
                 struct assignments *assignments, struct wdm_malformed *malformed)
{
    return collect_as(layout, bytes, true, assignments, malformed);
}

bool encode_text(const struct wdm_layout *layout, const char *text, struct wdm_writer *out,
                 struct wdm_error *error)
{
    struct wdm_assignment list[32];
    size_t count = 0;
    while (*text) {
        const char *end = strstr(text, "; ");
        size_t length = end ? (size_t)(end - text) : strlen(text);
        assert_true(count < sizeof(list) / sizeof(list[0]));
        assert_true(wdm_assignment_parse(text, length, &list[count++]));
        text += length + (end ? 2 : 0);
    }
    wdm_error_clear(error);
    return wdm_encode(layout, list, count, out, error);
}

size_t from_hex(const char *hex, uint8_t *bytes, size_t capacity)
{
    size_t length = 0;
    for (; *hex; hex++) {
        unsigned byte;
        if (*hex == ' ')
            continue;
        assert_true(length < capacity);
        assert_int_equal(sscanf(hex, "%2x", &byte), 1);
        bytes[length++] = (uint8_t)(byte & 0xff);
        hex++;
    }
    return length;
}
