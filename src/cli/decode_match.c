/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether a message is one that --only and --not let through. Does no I/O. */
#include <string.h>

#include "decode.h"
#include "wdm/format.h"

/* What the conditions look at; a key that is not in `known` does not count. */
struct subject {
    unsigned known;
    const struct decode_names *names;
    const struct wdm_description *description;
    const struct decode_result *result;
    bool from_modem, timed;
    int64_t passed;
    uint32_t device;
    uint64_t number;
};

static bool is(struct wdm_name wanted, const char *name)
{
    return name != NULL && wdm_name_equal(wanted.text, wanted.length, name);
}

static bool is_service(const struct subject *subject, struct wdm_name wanted)
{
    const struct wdm_description *description = subject->description;
    struct wdm_uuid uuid;

    if (subject->names->service == NULL)
        return false;
    if (is(wanted, subject->names->service))
        return true;
    if (description->is_qmi)
        return decode_number(wanted) == description->qmux.service;
    return wdm_uuid_parse(wanted.text, wanted.length, &uuid) &&
           wdm_uuid_equal(&uuid, &description->mbim.service);
}

static bool is_message(const struct subject *subject, struct wdm_name wanted)
{
    const struct wdm_description *description = subject->description;

    if (is(wanted, subject->names->message))
        return true;
    if (description->is_qmi)
        return decode_number(wanted) == description->qmux.message;
    return subject->names->service != NULL && decode_number(wanted) == description->mbim.command;
}

static bool is_status(const struct decode_result *result, struct wdm_name wanted)
{
    static const char *const words[] = {
        [DECODE_SUCCESS] = "success", [DECODE_ERROR] = "error", [DECODE_UNANSWERED] = "unanswered"};
    char name[WDM_ENUMERATION_NAME];

    if (result->status == DECODE_NO_STATUS)
        return false;
    if (is(wanted, words[result->status]))
        return true;
    if (result->status != DECODE_ERROR)
        return false;
    if (wdm_error_code_name(result->list, result->code, name) && is(wanted, name))
        return true;
    return decode_number(wanted) == result->code;
}

static bool is_device(uint32_t device, struct wdm_name wanted)
{
    char text[DECODE_DEVICE_TEXT];

    decode_device_text(device, text);
    return is(wanted, text);
}

static bool matches(const struct decode_condition *condition, const struct subject *subject)
{
    struct wdm_name wanted = condition->text;

    switch (condition->key) {
    case DECODE_WORD:
        return is_service(subject, wanted) || is_message(subject, wanted);
    case DECODE_SERVICE:
        return is_service(subject, wanted);
    case DECODE_MESSAGE:
        return is_message(subject, wanted);
    case DECODE_KIND:
        return is(wanted, subject->names->kind);
    case DECODE_PROTOCOL:
        return is(wanted, subject->names->protocol);
    case DECODE_DIRECTION:
        return is(wanted, subject->from_modem ? "in" : "out");
    case DECODE_STATUS:
        return is_status(subject->result, wanted);
    case DECODE_DEVICE:
        return is_device(subject->device, wanted);
    case DECODE_TIME:
        return subject->timed && subject->passed >= 0 &&
               (uint64_t)subject->passed >= condition->from &&
               (uint64_t)subject->passed <= condition->to;
    default:
        return subject->number >= condition->from && subject->number <= condition->to;
    }
}

/* Of each key that --only has, one condition must hold; and of --not none. */
static bool passes(const struct decode_filter *filter, const struct subject *subject)
{
    unsigned held = 0;

    for (size_t i = 0; i < filter->count; i++) {
        const struct decode_condition *condition = &filter->conditions[i];
        unsigned bit = 1U << condition->key;

        if ((subject->known & bit) == 0 || (!condition->excludes && (held & bit) != 0) ||
            !matches(condition, subject))
            continue;
        if (condition->excludes)
            return false;
        held |= bit;
    }
    return (filter->only & subject->known & ~held) == 0;
}

bool decode_filter_message(const struct decode_filter *filter, const struct decode_message *message)
{
    struct decode_names names;
    const struct subject subject = {
        .known = ~(1U << DECODE_STATUS),
        .names = &names,
        .description = message->description,
        .from_modem = message->captured->from_modem,
        .timed = message->timed,
        .passed = message->passed,
        .device = message->captured->device,
        .number = message->captured->number,
    };

    if (filter->count == 0)
        return true;
    decode_name(message->description, &names);
    return passes(filter, &subject);
}

bool decode_filter_result(const struct decode_filter *filter, const struct decode_result *result)
{
    const struct subject subject = {.known = 1U << DECODE_STATUS, .result = result};

    return passes(filter, &subject);
}

bool decode_filter_event(const struct decode_filter *filter, const struct wdm_captured *captured,
                         bool timed, int64_t passed)
{
    const struct subject subject = {
        .known = captured->kind == WDM_CAPTURED_PROBLEM
                     ? 0
                     : 1U << DECODE_DEVICE | 1U << DECODE_TIME | 1U << DECODE_NUMBER,
        .timed = timed,
        .passed = passed,
        .device = captured->device,
        .number = captured->number,
    };

    return passes(filter, &subject);
}
