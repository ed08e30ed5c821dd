/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A strict reader of JSON that keeps nothing but the place of one value. Touches
 * only the text it is given. */
#include <string.h>

#include "run.h"

#define DEPTH_MAX 32

struct json {
    const char *at, *end;
    int depth;
    const char *path;          /* what is still to be found below here; NULL: not on the way */
    const char *found, *after; /* the value */
};

static bool value(struct json *json);

static void blanks(struct json *json)
{
    while (json->at < json->end && strchr(" \t\r\n", *json->at) != NULL && *json->at != '\0')
        json->at++;
}

static bool take(struct json *json, char character)
{
    if (json->at == json->end || *json->at != character)
        return false;
    json->at++;
    return true;
}

static bool word(struct json *json, const char *text)
{
    size_t length = strlen(text);

    if ((size_t)(json->end - json->at) < length || memcmp(json->at, text, length) != 0)
        return false;
    json->at += length;
    return true;
}

static bool digits(struct json *json)
{
    const char *start = json->at;

    while (json->at < json->end && *json->at >= '0' && *json->at <= '9')
        json->at++;
    return json->at > start;
}

static bool number(struct json *json)
{
    take(json, '-');
    if (!take(json, '0') && !digits(json))
        return false;
    if (take(json, '.') && !digits(json))
        return false;
    if (!take(json, 'e') && !take(json, 'E'))
        return true;
    if (!take(json, '+'))
        take(json, '-');
    return digits(json);
}

static bool hex4(struct json *json)
{
    int i;

    for (i = 0; i < 4; i++, json->at++) {
        if (json->at == json->end || *json->at == '\0' ||
            strchr("0123456789abcdefABCDEF", *json->at) == NULL)
            return false;
    }
    return true;
}

/* The bytes after the first one of a UTF-8 sequence: their count, and the range of
 * the next. */
static int utf8_more(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xbf;
    if (first >= 0xc2 && first <= 0xdf)
        return 1;
    if (first >= 0xe0 && first <= 0xef) {
        *low = first == 0xe0 ? 0xa0 : *low;
        *high = first == 0xed ? 0x9f : *high;
        return 2;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        *low = first == 0xf0 ? 0x90 : *low;
        *high = first == 0xf4 ? 0x8f : *high;
        return 3;
    }
    return -1;
}

static bool character(struct json *json)
{
    unsigned char first = (unsigned char)*json->at++;
    unsigned char low, high;
    int more;

    if (first < 0x20)
        return false;
    if (first == '\\') {
        char escape = json->at < json->end ? *json->at++ : '\0';

        return escape == 'u' ? hex4(json) : escape != '\0' && strchr("\"\\/bfnrt", escape) != NULL;
    }
    if (first < 0x80)
        return true;
    more = utf8_more(first, &low, &high);
    for (; more > 0 && json->at < json->end; more--, json->at++) {
        unsigned char next = (unsigned char)*json->at;

        if (next < low || next > high)
            return false;
        low = 0x80;
        high = 0xbf;
    }
    return more == 0;
}

static bool string(struct json *json)
{
    if (!take(json, '"'))
        return false;
    while (json->at < json->end && *json->at != '"') {
        if (!character(json))
            return false;
    }
    return take(json, '"');
}

/* What is to be found below a member of this name; NULL: the way is another. */
static const char *below(const struct json *json, const char *name, size_t length)
{
    const char *path = json->path;

    if (path == NULL || strncmp(path, name, length) != 0)
        return NULL;
    if (path[length] == '\0')
        return path + length;
    return path[length] == '.' ? path + length + 1 : NULL;
}

/* A value below the member of this name. */
static bool member(struct json *json, const char *name, size_t length)
{
    const char *path = json->path;
    bool good;

    json->path = below(json, name, length);
    good = value(json);
    json->path = path;
    return good;
}

static bool object(struct json *json)
{
    blanks(json);
    if (take(json, '}'))
        return true;
    do {
        const char *name;
        size_t length;

        blanks(json);
        name = json->at + 1;
        if (!string(json))
            return false;
        length = (size_t)(json->at - name) - 1;
        blanks(json);
        if (!take(json, ':') || !member(json, name, length))
            return false;
        blanks(json);
    } while (take(json, ','));
    return take(json, '}');
}

static bool array(struct json *json)
{
    size_t index = 0;

    blanks(json);
    if (take(json, ']'))
        return true;
    do {
        char name[3] = {(char)('0' + index / 10 % 10), (char)('0' + index % 10), '\0'};

        if (!member(json, index < 10 ? name + 1 : name, index < 10 ? 1 : 2))
            return false;
        index++;
        blanks(json);
    } while (take(json, ','));
    return take(json, ']');
}

static bool inner_value(struct json *json)
{
    if (take(json, '{'))
        return object(json);
    if (take(json, '['))
        return array(json);
    if (json->at < json->end && *json->at == '"')
        return string(json);
    return word(json, "true") || word(json, "false") || word(json, "null") || number(json);
}

static bool value(struct json *json)
{
    bool wanted = json->path != NULL && *json->path == '\0' && json->found == NULL;
    const char *start;

    if (++json->depth > DEPTH_MAX)
        return false;
    blanks(json);
    start = json->at;
    if (!inner_value(json))
        return false;
    if (wanted) {
        json->found = start;
        json->after = json->at;
    }
    json->depth--;
    return true;
}

bool json_valid(const char *text, size_t length)
{
    struct json json = {.at = text, .end = text + length};

    if (!value(&json))
        return false;
    blanks(&json);
    return json.at == json.end;
}

bool json_lines(const char *text, size_t length)
{
    const char *end = text + length;
    size_t count = 0;

    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));

        if (newline == NULL || *text != '{' || !json_valid(text, (size_t)(newline - text)))
            return false;
        text = newline + 1;
        count++;
    }
    return count > 0;
}

bool json_get(const char *text, size_t length, const char *path, char *result, size_t capacity)
{
    struct json json = {.at = text, .end = text + length, .path = path};
    size_t size;

    if (!value(&json) || json.found == NULL)
        return false;
    size = (size_t)(json.after - json.found);
    if (size >= capacity)
        return false;
    memcpy(result, json.found, size);
    result[size] = '\0';
    return true;
}
