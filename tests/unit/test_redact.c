/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages without what is personal: each kind of field, every layout that there is with
 * made-up values, and what nobody can tell apart. */
#include <stdio.h>
#include <string.h>

#include "fields_support.h"
#include "support.h"
#include "wdm/redact.h"

/* A message, and what is made of it. */
struct message {
    enum wdm_protocol protocol;
    bool from_modem;
    uint16_t vendor;
    size_t length;
    uint8_t bytes[WDM_MESSAGE_MAX];
    uint8_t redacted[WDM_MESSAGE_MAX];
};

static struct message message;
static uint8_t mask[WDM_MESSAGE_MAX];

static void describe(struct wdm_description *description, const uint8_t *bytes)
{
    const struct wdm_describer describer = {.vendor = message.vendor};
    wdm_describe(description, &describer, message.from_modem, message.protocol, bytes,
                 message.length);
}

static struct wdm_redaction redact(bool keep_unknown)
{
    struct wdm_description description;
    struct wdm_redaction redaction;
    memcpy(message.redacted, message.bytes, message.length);
    describe(&description, message.bytes);
    wdm_redact(&description, keep_unknown, message.redacted, mask, &redaction);
    return redaction;
}

static void make_qmi(uint8_t service, uint16_t id, enum wdm_qmi_kind kind, struct wdm_span tlvs)
{
    struct wdm_writer out = wdm_writer(message.bytes, sizeof(message.bytes));
    const struct wdm_qmux qmux = {.from_modem = kind != WDM_QMI_REQUEST,
                                  .service = service,
                                  .client = 1,
                                  .kind = kind,
                                  .transaction = 1,
                                  .message = id,
                                  .tlvs = tlvs};
    message.protocol = WDM_PROTOCOL_QMI;
    message.from_modem = qmux.from_modem;
    wdm_qmux_write(&out, &qmux);
    assert_false(out.failed);
    message.length = out.length;
}

static void make_mbim(const struct wdm_uuid *service, uint32_t command, enum wdm_mbim_part part,
                      struct wdm_span buffer)
{
    static const uint32_t types[] = {WDM_MBIM_COMMAND, WDM_MBIM_COMMAND, WDM_MBIM_COMMAND_DONE,
                                     WDM_MBIM_INDICATE_STATUS};
    struct wdm_writer out = wdm_writer(message.bytes, sizeof(message.bytes));
    const struct wdm_mbim_message mbim = {.type = types[part],
                                          .transaction = 1,
                                          .value = part == WDM_MBIM_PART_SET,
                                          .service = *service,
                                          .command = command,
                                          .buffer = buffer};
    message.protocol = WDM_PROTOCOL_MBIM;
    message.from_modem = part >= WDM_MBIM_PART_RESPONSE;
    wdm_mbim_write(&out, &mbim);
    assert_false(out.failed);
    message.length = out.length;
}

/* ---- A kind of field each */

static const struct row {
    const char *service, *message;
    enum wdm_qmi_kind kind; /* a response is one of MBIM too */
    const char *fields;     /* as given, with '|' between */
    const char *path, *value;
} rows[] = {
    /* Text: digits, letters, and the + of a number. */
    {"dms", "get-ids", WDM_QMI_RESPONSE, "imei=354000010000017", "imei", "000000000000000"},
    {"dms", "get-ids", WDM_QMI_RESPONSE, "meid=A000004F|esn=1", "meid", "x000000x"},
    {"dms", "get-msisdn", WDM_QMI_RESPONSE, "msisdn=+15550100", "msisdn", "+00000000"},
    {"dms", "uim-get-imsi", WDM_QMI_RESPONSE, "imsi=001010123456789", "imsi", "000000000000000"},
    {"dms", "uim-get-iccid", WDM_QMI_RESPONSE, "iccid=8988200000000000017", "iccid",
     "0000000000000000000"},
    {"dms", "uim-verify-pin", WDM_QMI_REQUEST, "info.pin_id=pin|info.pin=1234", "info.pin", "0000"},
    /* What is not personal beside it stays. */
    {"dms", "uim-verify-pin", WDM_QMI_REQUEST, "info.pin_id=pin2|info.pin=1234", "info.pin_id",
     "pin2 (2)"},
    {"wds", "start-network", WDM_QMI_REQUEST, "apn=internet|username=J\xc3\xbcrgen|password=a b",
     "username", "xxxxxxx"},
    {"wds", "start-network", WDM_QMI_REQUEST, "apn=internet|username=J\xc3\xbcrgen|password=a b",
     "apn", "internet"},
    {"wds", "start-network", WDM_QMI_REQUEST, "apn=internet|username=J\xc3\xbcrgen|password=a b",
     "password", "xxx"},
    /* Digits in halves of bytes, filled up with 15. */
    {"uim", "get-slot-status", WDM_QMI_RESPONSE,
     "physical_slot_status[0].physical_card_status=present|"
     "physical_slot_status[0].physical_slot_status=active|"
     "physical_slot_status[0].logical_slot=1|physical_slot_status[0].iccid=8988200000000000017",
     "physical_slot_status[0].iccid", "0000000000000000000"},
    /* Bytes, numbers, floating point. */
    {"uim", "get-slot-status", WDM_QMI_RESPONSE, "slot_eid[0].eid=8904903200000000",
     "slot_eid[0].eid", "0000000000000000"},
    {"loc", "position-report", WDM_QMI_INDICATION, "session_status=success|latitude=52.5",
     "latitude", "0 degrees"},
    {"loc", "position-report", WDM_QMI_INDICATION, "session_status=success|latitude=52.5",
     "session_status", "success (0)"},
    /* UTF-16, in lists too. */
    {"basic-connect", "subscriber-ready-status", WDM_QMI_RESPONSE,
     "ready_state=initialized|subscriber_id=001010123456789|telephone_numbers[0]=+15550100",
     "subscriber_id", "000000000000000"},
    {"basic-connect", "subscriber-ready-status", WDM_QMI_RESPONSE,
     "ready_state=initialized|subscriber_id=001010123456789|telephone_numbers[0]=+15550100",
     "telephone_numbers[0]", "+00000000"},
    {"basic-connect", "subscriber-ready-status", WDM_QMI_RESPONSE,
     "ready_state=initialized|sim_icc_id=8988", "ready_state", "initialized (1)"},
    {"basic-connect", "device-caps", WDM_QMI_RESPONSE, "device_id=354000010000017", "device_id",
     "000000000000000"},
    {"basic-connect", "pin", WDM_QMI_REQUEST,
     "pin_type=pin1|pin_operation=enter|pin=1234|new_pin=", "pin", "0000"},
};

static const char *value_of(const char *path)
{
    static char text[256];
    struct wdm_description description;
    describe(&description, message.redacted);
    assert_null(description.problem);
    (void)wdm_field_text(&description.layout, description.content, path, text, sizeof(text));
    return text;
}

static struct wdm_span encode(const struct wdm_layout *layout, const char *fields)
{
    static uint8_t bytes[4096];
    struct wdm_assignment list[16];
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    struct wdm_error error;
    size_t count = 0;
    while (*fields != '\0') {
        size_t length = strcspn(fields, "|");
        assert_true(wdm_assignment_parse(fields, length, &list[count++]));
        fields += length + (fields[length] == '|');
    }
    if (!wdm_encode_sparse(layout, list, count, &out, &error))
        fail_msg("%s", error.what);
    return wdm_written(&out);
}

static void make_row(const struct row *row)
{
    const struct wdm_qmi_service *qmi = wdm_qmi_service_by_name(row->service);
    if (qmi) {
        const struct wdm_qmi_message *found = wdm_qmi_message_by_name(qmi, row->message, 0);
        assert_non_null(found);
        struct wdm_layout layout = wdm_qmi_layout(qmi, found, row->kind);
        make_qmi((uint8_t)qmi->id, found->id, row->kind, encode(&layout, row->fields));
        return;
    }
    const struct wdm_mbim_service *mbim = wdm_mbim_service_by_name(row->service);
    assert_non_null(mbim);
    const struct wdm_mbim_command_entry *command = wdm_mbim_command_by_name(mbim, row->message);
    assert_non_null(command);
    enum wdm_mbim_part part =
        row->kind == WDM_QMI_RESPONSE ? WDM_MBIM_PART_RESPONSE : WDM_MBIM_PART_SET;
    struct wdm_layout layout = wdm_mbim_layout(mbim, command->id, part, 1);
    make_mbim(&mbim->uuid, command->id, part, encode(&layout, row->fields));
}

static void test_rows(void **state)
{
    (void)state;
    message.vendor = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        make_row(&rows[i]);
        struct wdm_redaction redaction = redact(false);
        assert_int_equal(redaction.unknown, 0);
        assert_true(redaction.personal > 0);
        if (strcmp(value_of(rows[i].path), rows[i].value) != 0)
            fail_msg("row %zu, %s: %s, not %s", i, rows[i].path, value_of(rows[i].path),
                     rows[i].value);
    }
}

/* ---- Every layout */

struct leaf {
    enum wdm_value_kind kind;
    bool personal;
    size_t offset, length;
};

struct leaves {
    struct wdm_sink sink; /* first */
    const uint8_t *bytes;
    size_t count;
    struct leaf list[16384];
};

static void keep_leaf(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct leaves *leaves = (struct leaves *)(void *)sink;
    (void)name;
    assert_true(leaves->count < COUNT(leaves->list));
    leaves->list[leaves->count++] = (struct leaf){
        .kind = value->kind,
        .personal = value->personal,
        .offset = value->raw.length > 0 ? (size_t)(value->raw.bytes - leaves->bytes) : 0,
        .length = value->raw.length,
    };
}

static bool decode(const struct wdm_layout *layout, const uint8_t *bytes, size_t length,
                   struct leaves *leaves)
{
    struct wdm_malformed malformed;
    leaves->sink = (struct wdm_sink){.value = keep_leaf};
    leaves->bytes = bytes;
    leaves->count = 0;
    return wdm_decode(layout, (struct wdm_span){bytes, length}, &leaves->sink, &malformed);
}

static bool is_clean(const struct leaf *leaf, const uint8_t *bytes)
{
    for (size_t i = 0; i < leaf->length; i++) {
        uint8_t byte = bytes[leaf->offset + i];
        switch (leaf->kind) {
        case WDM_VALUE_TEXT:
        case WDM_VALUE_UTF16:
            if (byte != 0 && byte != '0' && byte != 'x' && byte != '+')
                return false;
            break;
        case WDM_VALUE_BOOL:
        case WDM_VALUE_ENUM:
        case WDM_VALUE_FLAGS:
            break;
        default:
            if (byte != 0 && byte != 0x0f && byte != 0xf0 && byte != 0xff)
                return false;
        }
    }
    return true;
}

static size_t layouts_seen;
static size_t personal_seen;

/* Compares the message and what became of it, by the layout that it is made with. */
static void compare(const struct wdm_layout *layout, const char *what)
{
    static struct leaves before;
    static struct leaves after;
    struct wdm_description description;
    describe(&description, message.bytes);
    size_t start = (size_t)(description.content.bytes - message.bytes);
    size_t length = description.content.length;
    if (length == 0)
        return;
    assert_true(decode(layout, message.bytes + start, length, &before));
    if (!decode(layout, message.redacted + start, length, &after))
        fail_msg("%s: it does not decode any more", what);
    if (after.count != before.count)
        fail_msg("%s: %zu values, not %zu", what, after.count, before.count);
    for (size_t i = 0; i < before.count; i++) {
        const struct leaf *leaf = &before.list[i];
        if (memcmp(leaf, &after.list[i], sizeof(*leaf)) != 0)
            fail_msg("%s: value %zu is another", what, i);
        if (leaf->personal && !is_clean(leaf, message.redacted + start))
            fail_msg("%s: value %zu is still there", what, i);
        personal_seen += leaf->personal;
    }
}

/* What is not personal is as it was, but where the same bytes are both. */
static void compare_rest(const char *what)
{
    struct wdm_description description;
    describe(&description, message.bytes);
    size_t start = message.length - description.content.length;
    memset(mask, 0, sizeof(mask));
    if (description.content.length > 0 && description.layout.text)
        wdm_mask_personal(&description.layout, description.content, mask + start);
    for (size_t i = 0; i < message.length; i++) {
        if (mask[i] == 0 && message.bytes[i] != message.redacted[i])
            fail_msg("%s: byte %zu is another", what, i);
    }
}

static void check_layout(const struct wdm_layout *layout, const char *what, bool chosen)
{
    struct wdm_redaction redaction = redact(false);
    layouts_seen++;
    compare(layout, what);
    if (!chosen)
        return;
    if (redaction.unknown > 0)
        fail_msg("%s: %zu bytes are said to be unknown", what, redaction.unknown);
    compare_rest(what);
}

static bool make_up_content(const struct wdm_layout *layout, enum made_up how,
                            struct wdm_span *made)
{
    static struct assignments assignments;
    static uint8_t bytes[60000];
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    struct wdm_error error;
    if (!layout->text)
        return false;
    make_up(layout, how, 7, &assignments);
    if (!wdm_encode(layout, assignments.list, assignments.count, &out, &error))
        return false;
    *made = wdm_written(&out);
    return true;
}

static const enum made_up hows[] = {MADE_UP_LEAST, MADE_UP_RANDOM, MADE_UP_LOWEST};

static void check_qmi(const struct wdm_qmi_service *service, const struct wdm_qmi_message *entry,
                      enum wdm_qmi_kind kind)
{
    struct wdm_layout layout = wdm_qmi_layout(service, entry, kind);
    for (size_t i = 0; i < COUNT(hows); i++) {
        struct wdm_description description;
        struct wdm_span made;
        if (!make_up_content(&layout, hows[i], &made))
            continue;
        message.vendor = entry->vendor;
        make_qmi((uint8_t)service->id, entry->id, kind, made);
        describe(&description, message.bytes);
        if (description.message == entry)
            check_layout(&layout, entry->name, description.is_sure);
    }
}

static void test_qmi(void **state)
{
    (void)state;
    const struct wdm_qmi_service *service;
    layouts_seen = personal_seen = 0;
    for (size_t i = 0; (service = wdm_catalogue_qmi_service_at(NULL, i)) != NULL; i++) {
        for (size_t j = 0; j < service->message_count && service->id < 0x100; j++) {
            for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++)
                check_qmi(service, &service->messages[j], (enum wdm_qmi_kind)kind);
        }
    }
    assert_true(layouts_seen > 1000);
    assert_true(personal_seen > 100);
}

static void check_mbim(const struct wdm_mbim_service *service, uint32_t command,
                       enum wdm_mbim_part part)
{
    struct wdm_layout layout = wdm_mbim_layout(service, command, part, 1);
    for (size_t i = 0; i < COUNT(hows); i++) {
        struct wdm_span made;
        char what[96];
        if (!make_up_content(&layout, hows[i], &made))
            continue;
        (void)snprintf(what, sizeof(what), "%s %u, part %d", service->name, (unsigned)command,
                       (int)part);
        message.vendor = 0;
        make_mbim(&service->uuid, command, part, made);
        check_layout(&layout, what, true);
    }
}

static void test_mbim(void **state)
{
    (void)state;
    const struct wdm_mbim_service *service;
    layouts_seen = personal_seen = 0;
    for (size_t i = 0; (service = wdm_catalogue_mbim_service_at(NULL, i)) != NULL; i++) {
        if (wdm_uuid_equal(&service->uuid, &wdm_mbim_qmi))
            continue; /* QMI messages: above */
        for (size_t j = 0; j < service->command_count; j++) {
            for (int part = WDM_MBIM_PART_QUERY; part <= WDM_MBIM_PART_NOTIFICATION; part++)
                check_mbim(service, service->commands[j].id, (enum wdm_mbim_part)part);
        }
    }
    assert_true(layouts_seen > 300);
    assert_true(personal_seen > 50);
}

/* ---- What nobody can tell apart */

static const struct {
    const char *what;
    enum wdm_protocol protocol;
    bool from_modem;
    const char *bytes, *redacted, *kept;
} unknown_rows[] = {
    {"bytes that are none", WDM_PROTOCOL_UNKNOWN, true, "41542B4347534E", "00000000000000",
     "41542B4347534E"},
    {"a QMI message without a name", WDM_PROTOCOL_QMI, false,
     "01 1200 00 02 01 00 0100 FFFF 0600 10 0300 313233",
     "01 1200 00 02 01 00 0100 FFFF 0600 10 0300 000000",
     "01 1200 00 02 01 00 0100 FFFF 0600 10 0300 313233"},
    {"a TLV that the layout has not, and the result", WDM_PROTOCOL_QMI, true,
     "01 1800 80 02 01 02 0100 2500 0C00 02 0400 00000000 EE 0200 3132",
     "01 1800 80 02 01 02 0100 2500 0C00 02 0400 00000000 EE 0200 0000",
     "01 1800 80 02 01 02 0100 2500 0C00 02 0400 00000000 EE 0200 3132"},
    {"a result with more behind it", WDM_PROTOCOL_QMI, true,
     "01 1500 80 02 01 02 0100 2500 0900 02 0600 01000500 3132",
     "01 1500 80 02 01 02 0100 2500 0900 02 0600 01000500 0000",
     "01 1500 80 02 01 02 0100 2500 0900 02 0600 01000500 3132"},
    {"a buffer that is malformed behind its first field", WDM_PROTOCOL_MBIM, true,
     "03000080 38000000 02000000 01000000 00000000 A289CC33BCBB8B4FB6B0133EC2AAE6DF 02000000 "
     "00000000 08000000 01000000 31323334",
     "03000080 38000000 02000000 01000000 00000000 A289CC33BCBB8B4FB6B0133EC2AAE6DF 02000000 "
     "00000000 08000000 00000000 00000000",
     "03000080 38000000 02000000 01000000 00000000 A289CC33BCBB8B4FB6B0133EC2AAE6DF 02000000 "
     "00000000 08000000 00000000 00000000"},
    {"a TLV that is longer than the message", WDM_PROTOCOL_QMI, true,
     "01 1100 80 02 01 02 0100 2500 0500 11 0900 3132",
     "01 1100 80 02 01 02 0100 2500 0500 00 0000 0000",
     "01 1100 80 02 01 02 0100 2500 0500 00 0000 0000"},
    {"an MBIM service that nobody knows", WDM_PROTOCOL_MBIM, false,
     "03000000 34000000 02000000 01000000 00000000 000102030405060708090A0B0C0D0E0F 01000000 "
     "00000000 04000000 31323334",
     "03000000 34000000 02000000 01000000 00000000 000102030405060708090A0B0C0D0E0F 01000000 "
     "00000000 04000000 00000000",
     "03000000 34000000 02000000 01000000 00000000 000102030405060708090A0B0C0D0E0F 01000000 "
     "00000000 04000000 31323334"},
    {"bytes behind an OPEN", WDM_PROTOCOL_MBIM, false,
     "01000000 14000000 01000000 00100000 31323334", "01000000 14000000 01000000 00100000 00000000",
     "01000000 14000000 01000000 00100000 31323334"},
    {"the later fragment of a message", WDM_PROTOCOL_MBIM, false,
     "03000000 18000000 02000000 02000000 01000000 31323334",
     "03000000 18000000 02000000 02000000 01000000 00000000",
     "03000000 18000000 02000000 02000000 01000000 00000000"},
};

static void test_unknown(void **state)
{
    (void)state;
    static uint8_t expected[256];
    message.vendor = 0;
    for (size_t i = 0; i < COUNT(unknown_rows); i++) {
        message.protocol = unknown_rows[i].protocol;
        message.from_modem = unknown_rows[i].from_modem;
        message.length = from_hex(unknown_rows[i].bytes, message.bytes, sizeof(message.bytes));
        for (int keep = 0; keep < 2; keep++) {
            const char *hex = keep ? unknown_rows[i].kept : unknown_rows[i].redacted;
            (void)redact(keep);
            assert_int_equal(from_hex(hex, expected, sizeof(expected)), message.length);
            if (memcmp(message.redacted, expected, message.length) != 0)
                fail_msg("%s, keep %d", unknown_rows[i].what, keep);
        }
    }
}

/* ---- Damage */

/* The type and length of a TLV that is all there is nothing to hide. */
static void show_headers(struct wdm_span tlvs)
{
    struct wdm_reader reader = wdm_reader(tlvs.bytes, tlvs.length);
    struct wdm_tlv tlv;
    while (wdm_tlv_next(&reader, &tlv))
        memset(mask + (reader.position - tlv.value.length - 3), 0, 3);
}

/* No byte that a trace would hide is left as it was, unless it is one that is written. */
static void check_hidden(const char *what)
{
    struct wdm_description description;
    describe(&description, message.bytes);
    if (description.content.length == 0 || !description.layout.text)
        return;
    size_t start = (size_t)(description.content.bytes - message.bytes);
    wdm_mask_personal(&description.layout, description.content, mask);
    if (description.layout.tlvs)
        show_headers(description.content);
    for (size_t i = 0; i < description.content.length; i++) {
        uint8_t byte = message.redacted[start + i];
        bool clean = byte == 0 || byte == '0' || byte == 'x' || byte == '+' || byte == 0x0f ||
                     byte == 0xf0 || byte == 0xff;
        if (mask[i] != 0 && !clean)
            fail_msg("%s: byte %zu is left", what, start + i);
    }
}

static void test_damage(void **state)
{
    (void)state;
    static uint8_t whole[4096];
    uint32_t random = 1;
    for (size_t i = 0; i < COUNT(rows); i++) {
        message.vendor = 0;
        make_row(&rows[i]);
        size_t length = message.length;
        memcpy(whole, message.bytes, length);
        for (size_t round = 0; round < 500; round++) {
            memcpy(message.bytes, whole, length);
            for (size_t flips = round % 4; flips > 0; flips--) {
                random = random * 1664525 + 1013904223;
                message.bytes[(random >> 8) % length] ^= (uint8_t)(random >> 24);
            }
            message.length = round % 3 == 0 ? length - round % length : length;
            (void)redact(round % 2 == 0);
            check_hidden(rows[i].message);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),    cmocka_unit_test(test_qmi),    cmocka_unit_test(test_mbim),
        cmocka_unit_test(test_unknown), cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
