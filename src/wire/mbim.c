/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MBIM control messages. Uses wire/ and nothing else. */
#include "wdm/mbim.h"

bool wdm_mbim_has_buffer(uint32_t type)
{
    return type == WDM_MBIM_COMMAND || type == WDM_MBIM_COMMAND_DONE ||
           type == WDM_MBIM_INDICATE_STATUS;
}

const char *wdm_mbim_type_name(uint32_t type)
{
    switch (type) {
    case WDM_MBIM_OPEN:
        return "OPEN";
    case WDM_MBIM_CLOSE:
        return "CLOSE";
    case WDM_MBIM_COMMAND:
        return "COMMAND";
    case WDM_MBIM_HOST_ERROR:
        return "HOST_ERROR";
    case WDM_MBIM_OPEN_DONE:
        return "OPEN_DONE";
    case WDM_MBIM_CLOSE_DONE:
        return "CLOSE_DONE";
    case WDM_MBIM_COMMAND_DONE:
        return "COMMAND_DONE";
    case WDM_MBIM_FUNCTION_ERROR:
        return "FUNCTION_ERROR";
    case WDM_MBIM_INDICATE_STATUS:
        return "INDICATE_STATUS";
    default:
        return "unknown";
    }
}

bool wdm_mbim_type_known(uint32_t type)
{
    return (type >= WDM_MBIM_OPEN && type <= WDM_MBIM_HOST_ERROR) ||
           (type >= WDM_MBIM_OPEN_DONE && type <= WDM_MBIM_FUNCTION_ERROR) ||
           type == WDM_MBIM_INDICATE_STATUS;
}

static struct wdm_uuid read_uuid(struct wdm_reader *reader)
{
    struct wdm_uuid uuid = {{0}};
    struct wdm_span span = wdm_read_span(reader, WDM_UUID_SIZE);
    for (size_t i = 0; i < span.length; i++)
        uuid.bytes[i] = span.bytes[i];
    return uuid;
}

/* The types with fragments, from the fragment numbers on. */
static enum wdm_mbim_problem parse_fragment(struct wdm_reader *reader,
                                            struct wdm_mbim_message *message)
{
    message->fragments = wdm_read_u32(reader);
    message->fragment = wdm_read_u32(reader);
    if (message->fragment == 0) {
        message->service = read_uuid(reader);
        message->command = wdm_read_u32(reader);
        if (message->type != WDM_MBIM_INDICATE_STATUS)
            message->value = wdm_read_u32(reader);
        message->buffer_length = wdm_read_u32(reader);
    }
    if (reader->failed)
        return WDM_MBIM_SHORT;
    message->buffer = wdm_read_span(reader, wdm_reader_left(reader));
    if (message->fragment >= message->fragments)
        return WDM_MBIM_FRAGMENT_BAD;
    if (message->fragment > 0)
        return WDM_MBIM_OK;
    if (message->buffer_length < message->buffer.length ||
        (message->fragments == 1 && message->buffer_length > message->buffer.length))
        return WDM_MBIM_BUFFER_BAD;
    return WDM_MBIM_OK;
}

enum wdm_mbim_problem wdm_mbim_parse(const uint8_t *bytes, size_t length,
                                     struct wdm_mbim_message *message)
{
    struct wdm_reader reader = wdm_reader(bytes, length);
    *message = (struct wdm_mbim_message){.fragments = 1};
    message->type = wdm_read_u32(&reader);
    message->length = wdm_read_u32(&reader);
    message->transaction = wdm_read_u32(&reader);
    if (reader.failed)
        return WDM_MBIM_SHORT;
    if (!wdm_mbim_type_known(message->type))
        return WDM_MBIM_TYPE_BAD;
    enum wdm_mbim_problem problem = WDM_MBIM_OK;
    if (wdm_mbim_has_buffer(message->type))
        problem = parse_fragment(&reader, message);
    else if (message->type != WDM_MBIM_CLOSE)
        message->value = wdm_read_u32(&reader);
    if (reader.failed)
        return WDM_MBIM_SHORT;
    return message->length != length ? WDM_MBIM_LENGTH_BAD : problem;
}

const char *wdm_mbim_problem_text(enum wdm_mbim_problem problem)
{
    switch (problem) {
    case WDM_MBIM_OK:
        break;
    case WDM_MBIM_SHORT:
        return "the MBIM message is shorter than its header";
    case WDM_MBIM_TYPE_BAD:
        return "there is no such MBIM message type";
    case WDM_MBIM_LENGTH_BAD:
        return "the message length is wrong";
    case WDM_MBIM_FRAGMENT_BAD:
        return "the fragment numbers are wrong";
    case WDM_MBIM_BUFFER_BAD:
        return "the length of the information buffer is wrong";
    }
    return "no problem";
}

/* What a message of this type has before its buffer. */
static size_t header_length(uint32_t type)
{
    if (type == WDM_MBIM_CLOSE)
        return WDM_MBIM_HEADER;
    if (type == WDM_MBIM_INDICATE_STATUS)
        return WDM_MBIM_INDICATION_HEADER;
    return wdm_mbim_has_buffer(type) ? WDM_MBIM_COMMAND_HEADER : WDM_MBIM_HEADER + 4;
}

void wdm_mbim_write(struct wdm_writer *out, const struct wdm_mbim_message *message)
{
    bool has_buffer = wdm_mbim_has_buffer(message->type);
    size_t header = header_length(message->type);
    size_t data = has_buffer ? message->buffer.length : 0;
    if (data > UINT32_MAX - header || header + data > out->capacity - out->length) {
        out->failed = true;
        return;
    }
    wdm_write_u32(out, message->type);
    wdm_write_u32(out, (uint32_t)(header + data));
    wdm_write_u32(out, message->transaction);
    if (!has_buffer) {
        if (message->type != WDM_MBIM_CLOSE)
            wdm_write_u32(out, message->value);
        return;
    }
    wdm_write_u32(out, 1);
    wdm_write_u32(out, 0);
    wdm_write_bytes(out, message->service.bytes, WDM_UUID_SIZE);
    wdm_write_u32(out, message->command);
    if (message->type != WDM_MBIM_INDICATE_STATUS)
        wdm_write_u32(out, message->value);
    wdm_write_u32(out, (uint32_t)data);
    wdm_write_bytes(out, message->buffer.bytes, data);
}
