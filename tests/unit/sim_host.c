/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* See sim_host.h. */
#include <stdlib.h>
#include <string.h>

#include "sim_host.h"
#include "support.h"
#include "wdm/utf16.h"

void host_start(struct sim_host *host, const char *specification)
{
    struct wdm_error error;
    wdm_error_clear(&error);
    if (!wdm_sim_init(&host->sim, specification, &error))
        fail_msg("%s: %s", specification, error.what);
    host->now = 1000 * WDM_SECOND;
    host->transaction = 0;
    memset(host->clients, 0, sizeof(host->clients));
    host->reads = 0;
    host->length = 0;
}

void host_send(struct sim_host *host, const uint8_t *bytes, size_t length)
{
    wdm_sim_input(&host->sim, bytes, length, host->now);
}

void host_send_hex(struct sim_host *host, const char *hex)
{
    uint8_t bytes[1024];
    host_send(host, bytes, bytes_of_hex(hex, bytes, sizeof(bytes)));
}

void host_take(struct sim_host *host)
{
    host->length = 0;
    host->reads = 0;
    for (;;) {
        wdm_time due = wdm_sim_due(&host->sim);
        if (due == WDM_FOREVER)
            return;
        if (due > host->now)
            host->now = due;
        size_t room = sizeof(host->bytes) - host->length;
        size_t count = wdm_sim_output(&host->sim, host->bytes + host->length, room, host->now);
        if (count == 0 && !host->sim.gone)
            fail_msg("a chunk was due and did not come");
        host->length += count;
        host->reads += count > 0;
    }
}

void host_expect_hex(struct sim_host *host, const char *hex)
{
    host_take(host);
    assert_hex(host->bytes, host->length, hex);
}

void host_open(struct sim_host *host)
{
    host_send_hex(host, "01000000 10000000 01000000 00100000");
    host_expect_hex(host, "01000080 10000000 01000000 00000000");
    host->transaction = 1;
}

static size_t encode(const struct wdm_layout *layout, const char *fields, uint8_t *bytes,
                     size_t capacity)
{
    struct wdm_assignment assignments[32];
    size_t count = 0;
    while (fields && *fields) {
        size_t length = strcspn(fields, "\n");
        assert_true(count < 32);
        assert_true(wdm_assignment_parse(fields, length, &assignments[count++]));
        fields += length + (fields[length] == '\n');
    }
    struct wdm_writer out = wdm_writer(bytes, capacity);
    struct wdm_error error;
    wdm_error_clear(&error);
    if (!wdm_encode(layout, assignments, count, &out, &error) || out.failed)
        fail_msg("encode: %s", error.what);
    return out.length;
}

void host_command(struct sim_host *host, const char *service, const char *command,
                  uint32_t operation, const char *fields, struct wdm_mbim_message *answer)
{
    const struct wdm_mbim_service *known = wdm_mbim_service_by_name(service);
    assert_non_null(known);
    const struct wdm_mbim_command_entry *entry = wdm_mbim_command_by_name(known, command);
    assert_non_null(entry);
    struct wdm_layout layout = wdm_mbim_layout(
        known, entry->id, operation == WDM_MBIM_SET ? WDM_MBIM_PART_SET : WDM_MBIM_PART_QUERY,
        host->sim.mbimex);
    uint8_t buffer[1024];
    uint8_t bytes[1100];
    struct wdm_mbim_message request = {.type = WDM_MBIM_COMMAND,
                                       .transaction = ++host->transaction,
                                       .value = operation,
                                       .service = known->uuid,
                                       .command = entry->id,
                                       .buffer = {.bytes = buffer}};
    request.buffer.length = fields ? encode(&layout, fields, buffer, sizeof(buffer)) : 0;
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    wdm_mbim_write(&out, &request);
    host_send(host, bytes, out.length);
    host_take(host);
    assert_int_equal(
        wdm_mbim_parse(host_message(host, 0).bytes, host_message(host, 0).length, answer),
        WDM_MBIM_OK);
    assert_int_equal(answer->type, WDM_MBIM_COMMAND_DONE);
    assert_int_equal(answer->transaction, host->transaction);
    assert_int_equal(answer->command, entry->id);
    assert_true(wdm_uuid_equal(&answer->service, &known->uuid));
}

void host_qmi_send(struct sim_host *host, uint8_t service, uint8_t client, uint16_t message,
                   struct wdm_span tlvs)
{
    uint8_t bytes[1024];
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    host->transaction++;
    struct wdm_qmux request = {.service = service,
                               .client = client,
                               .transaction = (uint16_t)(host->transaction & 0x7f),
                               .message = message,
                               .tlvs = tlvs};
    wdm_qmux_write(&out, &request);
    assert_false(out.failed);
    if (host->sim.protocol == WDM_PROTOCOL_QMI) {
        host_send(host, bytes, out.length);
        return;
    }
    uint8_t whole[1100];
    struct wdm_writer mbim = wdm_writer(whole, sizeof(whole));
    struct wdm_mbim_message command = {.type = WDM_MBIM_COMMAND,
                                       .transaction = host->transaction,
                                       .value = WDM_MBIM_SET,
                                       .service = wdm_mbim_qmi,
                                       .command = WDM_MBIM_CID_QMI_MSG,
                                       .buffer = wdm_written(&out)};
    wdm_mbim_write(&mbim, &command);
    host_send(host, whole, mbim.length);
}

void host_qmi_answer(const struct sim_host *host, struct wdm_qmux *answer)
{
    struct wdm_span qmux = host_message(host, 0);
    if (host->sim.protocol == WDM_PROTOCOL_MBIM) {
        struct wdm_mbim_message done;
        assert_int_equal(wdm_mbim_parse(qmux.bytes, qmux.length, &done), WDM_MBIM_OK);
        assert_int_equal(done.type, WDM_MBIM_COMMAND_DONE);
        assert_int_equal(done.transaction, host->transaction);
        assert_int_equal(done.value, 0);
        qmux = done.buffer;
    }
    assert_int_equal(wdm_qmux_parse(qmux.bytes, qmux.length, answer), WDM_QMUX_OK);
    assert_true(answer->from_modem);
    assert_int_equal(answer->kind, WDM_QMI_RESPONSE);
    assert_int_equal(answer->transaction, host->transaction & 0x7f);
}

uint16_t host_qmi(struct sim_host *host, uint8_t service, uint8_t client, uint16_t message,
                  struct wdm_span tlvs, struct wdm_qmux *answer)
{
    host_qmi_send(host, service, client, message, tlvs);
    host_take(host);
    host_qmi_answer(host, answer);
    assert_int_equal(answer->service, service);
    assert_int_equal(answer->client, client);
    assert_int_equal(answer->message, message);
    uint16_t error = 0xffff;
    assert_true(wdm_qmi_result(answer->tlvs, &error));
    return error;
}

uint16_t host_ask(struct sim_host *host, const char *service, const char *message,
                  const char *fields, struct wdm_qmux *answer)
{
    const struct wdm_qmi_service *asked = wdm_qmi_service_by_name(service);
    assert_non_null(asked);
    const struct wdm_qmi_message *known = wdm_qmi_message_by_name(asked, message, 0x1199);
    if (!known)
        fail_msg("no %s message %s", service, message);
    struct wdm_layout layout = wdm_qmi_layout(asked, known, WDM_QMI_REQUEST);
    uint8_t id = (uint8_t)(asked->id & 0xff);
    if (host->clients[id] == 0)
        assert_int_equal(host_allocate(host, id, &host->clients[id]), 0);
    uint8_t bytes[512];
    struct wdm_span tlvs = {.bytes = bytes};
    tlvs.length = fields ? encode(&layout, fields, bytes, sizeof(bytes)) : 0;
    return host_qmi(host, id, host->clients[id], known->id, tlvs, answer);
}

uint16_t host_dms(struct sim_host *host, const char *message, const char *fields,
                  struct wdm_qmux *answer)
{
    return host_ask(host, "dms", message, fields, answer);
}

uint16_t host_allocate(struct sim_host *host, uint8_t service, uint8_t *client)
{
    uint8_t tlvs[] = {0x01, 0x01, 0x00, service};
    struct wdm_qmux answer;
    uint16_t error = host_qmi(host, WDM_QMI_SERVICE_CTL, 0, WDM_CTL_ALLOCATE_CLIENT_ID,
                              (struct wdm_span){tlvs, sizeof(tlvs)}, &answer);
    struct wdm_span info;
    if (error)
        return error;
    assert_true(wdm_tlv_find(answer.tlvs, 0x01, &info));
    assert_int_equal(info.length, 2);
    assert_int_equal(info.bytes[0], service);
    *client = info.bytes[1];
    return 0;
}

uint16_t host_release(struct sim_host *host, uint8_t service, uint8_t client)
{
    uint8_t tlvs[] = {0x01, 0x02, 0x00, service, client};
    struct wdm_qmux answer;
    return host_qmi(host, WDM_QMI_SERVICE_CTL, 0, WDM_CTL_RELEASE_CLIENT_ID,
                    (struct wdm_span){tlvs, sizeof(tlvs)}, &answer);
}

static void expect_text(const char *line, const char *text, size_t length, const char *wanted,
                        size_t wanted_length)
{
    if (length != wanted_length || memcmp(text, wanted, length) != 0)
        fail_msg("%s, but it is '%.*s'", line, (int)length, text);
}

static void expect_number(const char *line, const struct wdm_value *value, const char *wanted,
                          size_t wanted_length)
{
    uint64_t number = 0;
    bool named = (value->kind == WDM_VALUE_ENUM || value->kind == WDM_VALUE_FLAGS) &&
                 value->enumeration &&
                 wdm_enumeration_value(value->enumeration, wanted, wanted_length, &number);
    if (!named)
        number = strtoull(wanted, NULL, 0);
    if (value->number != number)
        fail_msg("%s, but it is %llu", line, (unsigned long long)value->number);
}

void host_expect_fields(const struct wdm_layout *layout, struct wdm_span bytes, const char *lines)
{
    while (*lines) {
        char line[256] = "";
        char path[128] = "";
        size_t length = strcspn(lines, "\n");
        size_t path_length = strcspn(lines, "=");
        assert_true(length < sizeof(line) && path_length < sizeof(path));
        memcpy(line, lines, length);
        memcpy(path, lines, path_length);
        const char *wanted = line + path_length + 1;
        size_t wanted_length = length - path_length - 1;
        struct wdm_value value;
        if (!wdm_field_find(layout, bytes, path, &value))
            fail_msg("no field %s", path);
        char text[256];
        if (value.kind == WDM_VALUE_TEXT)
            expect_text(line, (const char *)value.raw.bytes, value.raw.length, wanted,
                        wanted_length);
        else if (value.kind == WDM_VALUE_UTF16)
            expect_text(line, text,
                        wdm_utf16_to_utf8(value.raw.bytes, value.raw.length, text, sizeof(text)),
                        wanted, wanted_length);
        else if (value.kind == WDM_VALUE_BYTES)
            assert_hex(value.raw.bytes, value.raw.length, wanted);
        else
            expect_number(line, &value, wanted, wanted_length);
        lines += length + (lines[length] == '\n');
    }
}

static size_t message_length(const struct sim_host *host, size_t start)
{
    const uint8_t *bytes = host->bytes + start;
    size_t left = host->length - start;
    size_t length = 0;
    if (host->sim.protocol == WDM_PROTOCOL_QMI)
        length = wdm_qmux_length(bytes, left);
    else if (left >= WDM_MBIM_HEADER)
        length = wdm_get_u32(bytes + 4);
    if (length == 0 || length > left)
        fail_msg("no whole message at %u", (unsigned)start);
    return length;
}

size_t host_message_count(const struct sim_host *host)
{
    size_t count = 0;
    for (size_t start = 0; start < host->length; start += message_length(host, start))
        count++;
    return count;
}

struct wdm_span host_message(const struct sim_host *host, size_t index)
{
    size_t start = 0;
    for (; index > 0; index--)
        start += message_length(host, start);
    return (struct wdm_span){host->bytes + start, message_length(host, start)};
}
