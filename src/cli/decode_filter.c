/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* --only and --not: what they say, checked against the catalogue. Does no I/O. */
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

/* A key, and the words that it takes where it takes no others. */
static const struct {
    const char *name;
    const char *words; /* a blank between; NULL: others */
} keys[DECODE_KEYS] = {
    [DECODE_WORD] = {"", NULL},
    [DECODE_SERVICE] = {"service", NULL},
    [DECODE_MESSAGE] = {"message", NULL},
    [DECODE_KIND] = {"kind", "request response indication query set error"},
    [DECODE_PROTOCOL] = {"protocol", "qmi mbim"},
    [DECODE_DIRECTION] = {"direction", "out in"},
    [DECODE_STATUS] = {"status", "success error unanswered"},
    [DECODE_DEVICE] = {"device", NULL},
    [DECODE_TIME] = {"time", NULL},
    [DECODE_NUMBER] = {"number", NULL},
};

/* ---- Names that there are, one after the other: of services, then of messages */

struct names {
    const struct wdm_catalogue *catalogue;
    bool services, messages, codes;
};

static const char *service_at(const struct names *names, size_t *index)
{
    const struct wdm_qmi_service *qmi;
    const struct wdm_mbim_service *mbim;
    size_t i;

    for (i = 0; (qmi = wdm_catalogue_qmi_service_at(names->catalogue, i)) != NULL; i++) {
        if (names->services && (*index)-- == 0)
            return qmi->name;
    }
    for (i = 0; (mbim = wdm_catalogue_mbim_service_at(names->catalogue, i)) != NULL; i++) {
        if (names->services && (*index)-- == 0)
            return mbim->name;
    }
    return NULL;
}

static const char *message_at(const struct names *names, size_t *index)
{
    static const char *const others[] = {"open",           "open-done",      "close",
                                         "close-done",     "function-error", "host-error",
                                         "indicate-status"};
    const struct wdm_qmi_service *qmi;
    const struct wdm_mbim_service *mbim;
    size_t i;

    if (*index < sizeof others / sizeof others[0])
        return others[*index];
    *index -= sizeof others / sizeof others[0];
    for (i = 0; (qmi = wdm_catalogue_qmi_service_at(names->catalogue, i)) != NULL; i++) {
        if (*index < qmi->message_count)
            return qmi->messages[*index].name;
        *index -= qmi->message_count;
    }
    for (i = 0; (mbim = wdm_catalogue_mbim_service_at(names->catalogue, i)) != NULL; i++) {
        if (*index < mbim->command_count)
            return mbim->commands[*index].name;
        *index -= mbim->command_count;
    }
    return NULL;
}

static const char *name_at(const void *list, size_t index)
{
    const struct names *names = list;
    const char *name = service_at(names, &index);

    return name != NULL || !names->messages ? name : message_at(names, &index);
}

static const char *key_at(const void *list, size_t index)
{
    (void)list;
    return index + 1 < DECODE_KEYS ? keys[index + 1].name : NULL;
}

static bool is_known(const struct names *names, struct wdm_name text)
{
    const char *name;

    for (size_t i = 0; (name = name_at(names, i)) != NULL; i++) {
        if (wdm_name_equal(text.text, text.length, name))
            return true;
    }
    return false;
}

/* Numbers and UUIDs stand for services and messages that nobody has named. */
static bool is_number(struct wdm_name text)
{
    struct wdm_uuid uuid;

    return decode_number(text) >= 0 || wdm_uuid_parse(text.text, text.length, &uuid);
}

static bool check_name(const struct names *names, struct wdm_name text, struct wdm_error *error)
{
    const char *what = !names->messages  ? "service"
                       : names->services ? "service or message"
                                         : "message";
    const char *nearest;
    char word[64];

    if (is_number(text) || is_known(names, text))
        return true;
    if (names->services &&
        wdm_format(word, sizeof word, "%.*s", (int)(text.length < 63 ? text.length : 63),
                   text.text) > 0 &&
        wdm_catalogue_qmi_service_number(names->catalogue, word) >= 0)
        return true;
    wdm_format(word, sizeof word, "%.*s", (int)(text.length < 63 ? text.length : 63), text.text);
    wdm_fail(error, WDM_USAGE, "decode: no %s '%s'", what, word);
    nearest = cli_nearest(word, name_at, names);
    if (nearest != NULL)
        return wdm_fail_hint(error, "did you mean '%s'?", nearest);
    return wdm_fail_hint(error, "'wdmctl qmi' and 'wdmctl mbim' list them");
}

/* ---- Values */

/* One of the words of the key, which is then what is compared with. */
static bool check_word(struct decode_condition *condition, struct wdm_error *error)
{
    const char *words = keys[condition->key].words;
    const char *at = words;

    while (*at != '\0') {
        size_t length = strcspn(at, " ");

        if (length == condition->text.length && memcmp(at, condition->text.text, length) == 0)
            return true;
        at += length;
        at += *at == ' ';
    }
    return wdm_fail(error, WDM_USAGE, "decode: %s: '%.*s' is none of %s", keys[condition->key].name,
                    (int)condition->text.length, condition->text.text, words);
}

/* Also the name or the number of an error. */
static bool check_status(struct decode_condition *condition, struct wdm_error *error)
{
    static const char *const lists[] = {"protocol_error", "status_error"};
    struct wdm_name text = condition->text;
    uint64_t value;
    size_t i;

    if (is_number(text) || check_word(condition, error))
        return true;
    for (i = 0; i < 4; i++) {
        const struct wdm_layout layout = {.tlvs = i < 2};
        const struct wdm_enumeration *list =
            wdm_enumeration_find(&layout, lists[i % 2], strlen(lists[i % 2]));

        if (list != NULL && wdm_enumeration_value(list, text.text, text.length, &value)) {
            wdm_error_clear(error);
            return true;
        }
    }
    wdm_fail(error, WDM_USAGE, "decode: no status '%.*s'", (int)text.length, text.text);
    return wdm_fail_hint(error, "success, error, unanswered, or an error's name or number");
}

/* A number; TIME: of seconds, as nanoseconds. Returns what is behind it. */
static const char *read_number(const char *at, const char *end, bool is_time, uint64_t *number)
{
    uint64_t place = 1000000000;

    for (*number = 0; at < end && wdm_digit(*at) <= 9 && *number < UINT64_C(1000000000); at++)
        *number = *number * 10 + wdm_digit(*at);
    if (!is_time)
        return at;
    *number *= place;
    if (at + 1 < end && at[0] == '.' && wdm_digit(at[1]) <= 9) {
        for (at++; at < end && wdm_digit(*at) <= 9; at++) {
            place /= 10;
            *number += wdm_digit(*at) * place;
        }
    }
    return at;
}

/* "2.5..4", "2.5..", "..4", "7". */
static bool read_range(struct decode_condition *condition, struct wdm_error *error)
{
    bool is_time = condition->key == DECODE_TIME;
    const char *start = condition->text.text;
    const char *end = start + condition->text.length;
    const char *at = read_number(start, end, is_time, &condition->from);
    bool low = at > start;
    bool high = false;

    condition->to = UINT64_MAX;
    if (end - at >= 2 && at[0] == '.' && at[1] == '.') {
        const char *second = at + 2;

        at = second;
        if (second < end)
            at = read_number(second, end, is_time, &condition->to);
        high = at > second;
    } else if (!is_time) {
        condition->to = condition->from;
    } else {
        low = false;
    }
    if (at == end && (low || high) && condition->from <= condition->to)
        return true;
    wdm_fail(error, WDM_USAGE, "decode: %s: '%.*s' is no range", keys[condition->key].name,
             (int)condition->text.length, start);
    return wdm_fail_hint(error, is_time ? "write 2.5..4, 2.5.. or ..4: in seconds"
                                        : "write 5..10, 5.., ..10 or 5");
}

static bool check_device(const struct decode_condition *condition, struct wdm_error *error)
{
    struct wdm_name text = condition->text;
    size_t dash = 0, i;

    for (i = 0; i < text.length; i++) {
        if (text.text[i] == '-' && dash == 0 && i > 0)
            dash = i;
        else if (wdm_digit(text.text[i]) > 9)
            break;
    }
    if (i == text.length && dash > 0 && dash + 1 < i)
        return true;
    wdm_fail(error, WDM_USAGE, "decode: device: '%.*s' is no device", (int)text.length, text.text);
    return wdm_fail_hint(error, "write BUS-ADDRESS, as listings have it: 1-5");
}

static bool check(struct decode_condition *condition, const struct wdm_catalogue *catalogue,
                  struct wdm_error *error)
{
    const struct names names = {.catalogue = catalogue,
                                .services = condition->key != DECODE_MESSAGE,
                                .messages = condition->key != DECODE_SERVICE};

    switch (condition->key) {
    case DECODE_WORD:
    case DECODE_SERVICE:
    case DECODE_MESSAGE:
        return check_name(&names, condition->text, error);
    case DECODE_STATUS:
        return check_status(condition, error);
    case DECODE_TIME:
    case DECODE_NUMBER:
        return read_range(condition, error);
    case DECODE_DEVICE:
        return check_device(condition, error);
    default:
        return check_word(condition, error);
    }
}

static bool find_key(const char *text, size_t length, enum decode_key *key, struct wdm_error *error)
{
    const char *nearest;
    char word[32];
    int i;

    for (i = DECODE_SERVICE; i < DECODE_KEYS; i++) {
        if (strncmp(keys[i].name, text, length) == 0 && keys[i].name[length] == '\0') {
            *key = (enum decode_key)i;
            return true;
        }
    }
    wdm_format(word, sizeof word, "%.*s", (int)(length < 31 ? length : 31), text);
    wdm_fail(error, WDM_USAGE, "decode: '%s=': there is no such key", word);
    nearest = cli_nearest(word, key_at, NULL);
    if (nearest != NULL)
        return wdm_fail_hint(error, "did you mean '%s='?", nearest);
    return wdm_fail_hint(error, "service, message, kind, protocol, direction, status, device, "
                                "time or number");
}

bool decode_filter_add(struct decode_filter *filter, const struct wdm_catalogue *catalogue,
                       bool excludes, const char *text, struct wdm_error *error)
{
    const char *equals = strchr(text, '=');
    enum decode_key key = DECODE_WORD;

    if (equals != NULL && !find_key(text, (size_t)(equals - text), &key, error))
        return false;
    for (text = equals != NULL ? equals + 1 : text;; text++) {
        struct decode_condition *condition = &filter->conditions[filter->count];
        size_t length = strcspn(text, ",");

        if (filter->count == DECODE_CONDITIONS)
            return wdm_fail(error, WDM_USAGE, "decode: more than %d conditions", DECODE_CONDITIONS);
        *condition =
            (struct decode_condition){.key = key, .excludes = excludes, .text = {text, length}};
        if (!check(condition, catalogue, error))
            return false;
        filter->count++;
        filter->only |= excludes ? 0U : 1U << key;
        filter->by_status = filter->by_status || key == DECODE_STATUS;
        text += length;
        if (*text == '\0')
            return true;
    }
}
