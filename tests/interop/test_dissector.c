/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Wireshark's MBIM dissector and the catalogue read the same bytes: each query,
 * set, response and notification of Basic Connect, in the layouts of MBIMEx 1, 2
 * and 3, with made-up values for all fields; and what the simulator answers. Each
 * field that either of them finds in a message, the other must find in the same
 * place and with the same value.
 */
#include "../unit/fields_support.h"
#include "dissector.h"
#include "samples.h"
#include "wdm/mbim.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAVES 512

/* A value that the catalogue finds in a message. */
struct leaf {
    char name[64];
    size_t offset; /* in the message */
    struct wdm_value value;
    bool seen; /* tshark has it too */
};

struct comparison {
    struct wdm_sink sink; /* first */
    uint8_t mbimex;
    struct samples samples;
    /* The message at hand. */
    const struct sample *sample;
    struct wdm_mbim_message message;
    enum wdm_mbim_part part;
    struct leaf leaves[LEAVES];
    size_t leaf_count;
    char list[64];
    size_t compared, wrong;
};

static struct comparison all;

/* ---- What the catalogue finds */

static void take_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct comparison *to = (struct comparison *)(void *)sink;
    struct leaf *leaf = &to->leaves[to->leaf_count++];

    assert_true(to->leaf_count <= LEAVES);
    if (name.length > 0)
        snprintf(leaf->name, sizeof leaf->name, "%.*s", (int)name.length, name.text);
    else
        snprintf(leaf->name, sizeof leaf->name, "%s", to->list);
    leaf->value = *value;
    leaf->seen = value->raw.length == 0;
    leaf->offset = leaf->seen ? 0 : (size_t)(value->raw.bytes - to->sample->bytes);
}

static void take_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct comparison *to = (struct comparison *)(void *)sink;

    if (list && name.length > 0)
        snprintf(to->list, sizeof to->list, "%.*s", (int)name.length, name.text);
}

static void decode_sample(struct comparison *to, const struct sample *sample)
{
    struct wdm_layout layout;
    struct wdm_malformed malformed;

    to->sample = sample;
    to->leaf_count = 0;
    to->part = WDM_MBIM_PART_RESPONSE;
    assert_int_equal(wdm_mbim_parse(sample->bytes, sample->length, &to->message), WDM_MBIM_OK);
    if (!wdm_mbim_has_buffer(to->message.type))
        return;
    if (to->message.type == WDM_MBIM_INDICATE_STATUS)
        to->part = WDM_MBIM_PART_NOTIFICATION;
    else if (to->message.type == WDM_MBIM_COMMAND)
        to->part = to->message.value == WDM_MBIM_SET ? WDM_MBIM_PART_SET : WDM_MBIM_PART_QUERY;
    else if (to->message.value != WDM_MBIM_STATUS_SUCCESS)
        return;
    layout = wdm_mbim_layout(wdm_mbim_service_by_uuid(&to->message.service), to->message.command,
                             to->part, to->mbimex);
    if (!wdm_decode(&layout, to->message.buffer, &to->sink, &malformed))
        fail_msg("%s: %s: %s", sample->what, malformed.field, malformed.problem);
}

/* ---- Comparing */

__attribute__((format(printf, 3, 4))) static void
differ(struct comparison *to, const struct dissected *field, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_error("%s: %s (%s: %s) at %zu, %zu bytes: ", to->sample->what, field ? field->name : "-",
                field ? field->label : "-", field ? field->show : "-", field ? field->offset : 0,
                field ? field->size : 0);
    vprint_error(format, arguments);
    print_error("\n");
    va_end(arguments);
    to->wrong++;
}

/* The values of the headers, by tshark's names. */
static bool header_value(const struct wdm_mbim_message *message, const char *name, uint64_t *value)
{
    const struct {
        const char *name;
        uint32_t value;
    } values[] = {
        {"header.message_type", message->type},
        {"header.message_length", message->length},
        {"header.transaction_id", message->transaction},
        {"fragment.total", message->fragments},
        {"fragment.current", message->fragment},
        {"cid", message->command},
        {"command_type", message->value},
        {"status", message->value},
        {"max_control_transfer", message->value},
        {"info_buffer_len", message->buffer_length},
    };

    for (size_t i = 0; i < COUNT(values); i++) {
        *value = values[i].value;
        if (strcmp(name + strlen("mbim.control."), values[i].name) == 0)
            return true;
    }
    return false;
}

static void compare_header(struct comparison *to, const struct dissected *field)
{
    uint64_t value;
    char uuid[WDM_UUID_TEXT + 1];

    if (strcmp(field->name, "mbim.control.device_service_id") == 0) {
        wdm_uuid_format(&to->message.service, uuid);
        if (strcmp(field->show, uuid) != 0)
            differ(to, field, "not %s", uuid);
    } else if (!header_value(&to->message, field->name, &value)) {
        differ(to, field, "what is this?");
    } else if (strtoull(field->show, NULL, 0) != value) {
        differ(to, field, "not %llu", (unsigned long long)value);
    }
}

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), ending = strlen(end);
    return length >= ending && strcmp(text + length - ending, end) == 0;
}

/* Text without what names are written differently in. */
static void plain(const char *text, size_t length, char *result, size_t capacity)
{
    size_t used = 0;

    for (size_t i = 0; i < length && used + 1 < capacity; i++) {
        if (isalnum((unsigned char)text[i]))
            result[used++] = (char)tolower((unsigned char)text[i]);
    }
    result[used] = '\0';
}

/* Whether a value's name in the catalogue is the one in tshark's words, or is known
 * to be another for the same. */
static bool same_name(const struct leaf *leaf, uint64_t value, const char *words)
{
    static const char *const others[][2] = {
        {"5gnsa", "5g"},
        {"simhotswapcapable", "hotswapcapable"},
        {"packetserviceautomaticattach", "packetserviceautoattach"},
        {"separatedvoicedata", "separatevoicedata"},
        {"unknown", "none"},
        {"noesimprofile", "unknown"},
    };
    char ours[128], theirs[512];
    size_t length = 0;
    const char *name = wdm_enumeration_name(leaf->value.enumeration, value, &length);

    if (name == NULL)
        return true;
    plain(name, length, ours, sizeof ours);
    plain(words, strlen(words), theirs, sizeof theirs);
    for (size_t i = 0; i < COUNT(others); i++) {
        if (strcmp(ours, others[i][0]) == 0 && strstr(theirs, others[i][1]) != NULL)
            return true;
    }
    return strstr(theirs, ours) != NULL;
}

/* A part of a field's bits: its label is ".... ..1. = Name: value". Where several
 * bits are shown as one yes or no, any of them makes a yes. */
static void compare_bits(struct comparison *to, const struct dissected *field,
                         const struct leaf *leaf)
{
    uint64_t mask = 0, value = 0, shown = strtoull(field->show, NULL, 0);

    for (const char *c = field->label; *c && *c != '='; c++) {
        if (*c == '.' || *c == '0' || *c == '1') {
            mask = mask << 1 | (*c != '.');
            value = value << 1 | (*c == '1');
        }
    }
    if (mask == 0 || (leaf->value.number & mask) != value || shown != (value != 0))
        differ(to, field, "%s is 0x%llx", leaf->name, (unsigned long long)leaf->value.number);
    if ((mask & (mask - 1)) == 0 && leaf->value.enumeration && !same_name(leaf, mask, field->name))
        differ(to, field, "another name of 0x%llx", (unsigned long long)mask);
}

static void compare_number(struct comparison *to, const struct dissected *field,
                           const struct leaf *leaf)
{
    uint64_t number = leaf->value.number, shown = strtoull(field->show, NULL, 0);

    /* The bit that tells two digits from three is not shown; the label is right. */
    if (strcmp(field->name, "mbim.control.ms_plmn.mnc") == 0) {
        shown = strtoull(field->label + strcspn(field->label, "0123456789"), NULL, 10);
        number &= 0x7fff;
    }
    if (shown != number)
        differ(to, field, "%s is %llu", leaf->name, (unsigned long long)number);
    else if (leaf->value.kind == WDM_VALUE_ENUM && leaf->value.enumeration &&
             !ends_in(field->name, "nw_error") && /* GSM's words there, EPS's here */
             strchr(field->label, '(') != NULL && !same_name(leaf, number, field->label))
        differ(to, field, "another name of %llu", (unsigned long long)number);
}

static void compare_value(struct comparison *to, const struct dissected *field,
                          const struct leaf *leaf)
{
    static const struct wdm_print_options options = {.personal = true};
    static struct test_output text;
    char ours[2048], theirs[2048];

    switch (leaf->value.kind) {
    case WDM_VALUE_UNSIGNED:
    case WDM_VALUE_BOOL:
    case WDM_VALUE_ENUM:
    case WDM_VALUE_FLAGS:
    case WDM_VALUE_SIGNED:
        compare_number(to, field, leaf);
        return;
    default:
        break;
    }
    test_output_init(&text);
    wdm_print_value(&leaf->value, &options, &text.output);
    plain(text.text, text.length, ours, sizeof ours);
    plain(field->show, strlen(field->show), theirs, sizeof theirs);
    /* Hex is written with and without colons; behind a UUID may come its name. */
    if (leaf->value.kind == WDM_VALUE_BYTES  ? strcmp(ours, theirs) != 0
        : leaf->value.kind == WDM_VALUE_UUID ? strncmp(ours, theirs, strlen(theirs)) != 0
                                             : strcmp(text.text, field->show) != 0)
        differ(to, field, "%s is %s", leaf->name, text.text);
}

/* What tshark (4.0) has no fields for, or wrong ones: of the first two it shows the
 * session's number only, which is all that counts in them; of the last the network
 * error as part of the data. */
static bool tshark_stops(const struct comparison *to)
{
    static const struct {
        uint32_t command;
        enum wdm_mbim_part part;
    } places[] = {
        {12, WDM_MBIM_PART_QUERY},    /* connect */
        {15, WDM_MBIM_PART_QUERY},    /* ip-configuration */
        {22, WDM_MBIM_PART_SET},      /* emergency-mode */
        {14, WDM_MBIM_PART_RESPONSE}, /* service-activation */
    };

    for (size_t i = 0; i < COUNT(places); i++) {
        if (to->message.command == places[i].command && to->part == places[i].part)
            return true;
    }
    return false;
}

static void compare_field(struct comparison *to, const struct dissected *field)
{
    size_t header = to->sample->length - to->message.buffer.length;

    if (strcmp(field->name, "_ws.malformed") == 0)
        differ(to, field, "tshark takes it for malformed");
    if (field->size == 0)
        return;
    to->compared++;
    if (field->offset < header || !wdm_mbim_has_buffer(to->message.type)) {
        compare_header(to, field);
        return;
    }
    if (tshark_stops(to) && ends_in(field->name, "data_buffer"))
        return;
    for (size_t i = 0; i < to->leaf_count; i++) {
        struct leaf *leaf = &to->leaves[i];
        if (leaf->value.raw.length == 0 || leaf->offset != field->offset)
            continue;
        if (leaf->value.raw.length != field->size)
            continue;
        leaf->seen = true;
        if (field->bit)
            compare_bits(to, field, leaf);
        else
            compare_value(to, field, leaf);
        return;
    }
    /* These lead to what is compared itself. */
    static const char *const structure[] = {
        "offset",          "size",
        "elem_count",      "tlv_ie.type",
        "tlv_ie.reserved", "tlv_ie.padding_length",
        "tlv_ie.padding",  "tlv_ie.data_length",
    };
    for (size_t i = 0; i < COUNT(structure); i++) {
        if (ends_in(field->name, structure[i]))
            return;
    }
    if (!tshark_stops(to))
        differ(to, field, "not in the catalogue's decode");
}

static void end_sample(struct comparison *to)
{
    if (!to->sample)
        return;
    for (size_t i = 0; i < to->leaf_count; i++) {
        if (!to->leaves[i].seen && !tshark_stops(to))
            differ(to, NULL, "tshark has no %s at %zu, %zu bytes", to->leaves[i].name,
                   to->leaves[i].offset, to->leaves[i].value.raw.length);
    }
}

static void found(void *context, const struct dissected *field)
{
    struct comparison *to = context;

    if (!to->sample || to->sample->packet != field->packet) {
        end_sample(to);
        to->sample = NULL;
        for (size_t i = 0; i < to->samples.count; i++) {
            if (to->samples.list[i].packet == field->packet)
                decode_sample(to, &to->samples.list[i]);
        }
        assert_non_null(to->sample);
    }
    compare_field(to, field);
}

static void compare_all(uint8_t mbimex)
{
    static struct recording recording;
    char path[128], options[128];

    run_path(path, sizeof path, ".pcap");
    recording_begin(&recording, path);
    for (size_t i = 0; i < all.samples.count; i++)
        all.samples.list[i].packet =
            recording_add(&recording, all.samples.list[i].from_modem,
                          (struct wdm_span){all.samples.list[i].bytes, all.samples.list[i].length});
    recording_end(&recording);
    snprintf(options, sizeof options, "-o mbim.extended_version:%u.0", mbimex);
    all.sink = (struct wdm_sink){.value = take_value, .begin = take_begin};
    all.sample = NULL;
    all.compared = all.wrong = 0;
    dissect(path, options, found, &all);
    end_sample(&all);
    print_message("MBIMEx %u: %zu messages, %zu fields\n", mbimex, all.samples.count, all.compared);
    assert_true(all.compared > 10 * all.samples.count);
    assert_int_equal(all.wrong, 0);
}

static void check_version(uint8_t mbimex)
{
    const struct wdm_mbim_service *service = wdm_mbim_service_by_uuid(&wdm_mbim_basic_connect);

    all.mbimex = mbimex;
    all.samples.count = 0;
    samples_make_up(&all.samples, service, mbimex);
    if (mbimex == 1) {
        samples_simulate(&all.samples, service, "em7355");
        samples_simulate(&all.samples, service, "em7355,unlocked");
    }
    compare_all(mbimex);
}

static void test_mbimex_1(void **state)
{
    (void)state;
    check_version(1);
}

static void test_mbimex_2(void **state)
{
    (void)state;
    check_version(2);
}

static void test_mbimex_3(void **state)
{
    (void)state;
    check_version(3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mbimex_1),
        cmocka_unit_test(test_mbimex_2),
        cmocka_unit_test(test_mbimex_3),
    };

    return cmocka_run_group_tests(tests, peers_setup, NULL);
}
