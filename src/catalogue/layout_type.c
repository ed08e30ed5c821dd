/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The parser of the layout notation: types. Uses string.h. */
#include <string.h>

#include "layout.h"

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/* What the characters of the notation are (one letter each, for the table's
 * sake). Layouts are parsed each time they are used, and nearly all of that is
 * passing over words. */
enum {
    W = 1, /* in a word */
    O = 2, /* opens a bracket */
    C = 3, /* closes one */
    B = 4, /* a blank, or the end */
};

static const uint8_t classes[256] = {
    ['\0'] = B, [' '] = B, ['{'] = O, ['['] = O, ['}'] = C, [']'] = C, ['-'] = W, ['_'] = W,
    ['0'] = W,  ['1'] = W, ['2'] = W, ['3'] = W, ['4'] = W, ['5'] = W, ['6'] = W, ['7'] = W,
    ['8'] = W,  ['9'] = W, ['a'] = W, ['b'] = W, ['c'] = W, ['d'] = W, ['e'] = W, ['f'] = W,
    ['g'] = W,  ['h'] = W, ['i'] = W, ['j'] = W, ['k'] = W, ['l'] = W, ['m'] = W, ['n'] = W,
    ['o'] = W,  ['p'] = W, ['q'] = W, ['r'] = W, ['s'] = W, ['t'] = W, ['u'] = W, ['v'] = W,
    ['w'] = W,  ['x'] = W, ['y'] = W, ['z'] = W, ['A'] = W, ['B'] = W, ['C'] = W, ['D'] = W,
    ['E'] = W,  ['F'] = W, ['G'] = W, ['H'] = W, ['I'] = W, ['J'] = W, ['K'] = W, ['L'] = W,
    ['M'] = W,  ['N'] = W, ['O'] = W, ['P'] = W, ['Q'] = W, ['R'] = W, ['S'] = W, ['T'] = W,
    ['U'] = W,  ['V'] = W, ['W'] = W, ['X'] = W, ['Y'] = W, ['Z'] = W,
};

static unsigned class_of(const char *text)
{
    return classes[(uint8_t)*text];
}

struct wdm_name wdm_layout_word(const char **text)
{
    const char *at = *text;
    struct wdm_name word = {.text = at};
    while (class_of(at) == W)
        at++;
    word.length = (size_t)(at - *text);
    *text = at;
    return word;
}

const char *wdm_layout_skip(const char *text)
{
    size_t depth = 0;
    for (;; text++) {
        while (class_of(text) < O)
            text++;
        if (class_of(text) == O)
            depth++;
        else if (class_of(text) == C && depth > 0)
            depth--;
        else if (depth == 0 || *text == '\0')
            return text;
    }
}

/* A decimal number of at most six digits. */
static bool take_decimal(const char **text, uint32_t *number)
{
    size_t digits = 0;
    *number = 0;
    for (; is_digit(**text) && digits < 6; digits++) {
        *number = *number * 10 + (uint32_t)(**text - '0');
        (*text)++;
    }
    return digits > 0 && !is_digit(**text);
}

/* "8", "16" ...: a size in bits, as bytes (1 to 8). */
static bool take_bits(const char **text, uint8_t *size)
{
    uint32_t bits;
    if (!take_decimal(text, &bits) || bits == 0 || bits > 64 || bits % 8 != 0)
        return false;
    *size = (uint8_t)(bits / 8);
    return true;
}

/* "[name]" */
static bool take_reference(const char **text, struct wdm_layout_type *type)
{
    if (**text != '[')
        return false;
    (*text)++;
    type->reference = wdm_layout_word(text);
    if (type->reference.length == 0 || **text != ']')
        return false;
    (*text)++;
    return true;
}

/* "u8", "i32", "f64", "be16": with their size, and the name of an enumeration. */
static bool take_number(const char **text, struct wdm_layout_type *type)
{
    const char *start = *text;
    type->kind = *start == 'f' ? WDM_LAYOUT_FLOAT : WDM_LAYOUT_NUMBER;
    type->is_signed = *start == 'i';
    type->big_endian = *start == 'b';
    *text += type->big_endian ? 2 : 1;
    if (!take_bits(text, &type->size))
        return false;
    if (type->kind == WDM_LAYOUT_FLOAT)
        return type->size == 4 || type->size == 8;
    if (**text != '=')
        return true;
    (*text)++;
    type->enumeration = wdm_layout_word(text);
    return type->enumeration.length > 0 && (**text != '[' || take_reference(text, type));
}

static bool is_number(const char *text)
{
    if (*text == 'u' || *text == 'i' || *text == 'f')
        return is_digit(text[1]);
    return text[0] == 'b' && text[1] == 'e' && is_digit(text[2]);
}

/* "[N]" */
static bool take_count(const char **text, uint32_t *count)
{
    if (**text != '[')
        return false;
    (*text)++;
    if (!take_decimal(text, count) || **text != ']')
        return false;
    (*text)++;
    return true;
}

/* "{ ... }" of QMI, whose end is looked for when it is needed; "{S}". */
static bool take_structure(const char **text, bool tlvs, struct wdm_layout_type *type)
{
    const char *brace = *text;
    if (tlvs && brace[1] == ' ') {
        type->kind = WDM_LAYOUT_MEMBERS;
        type->inner = brace + 1;
        *text = NULL;
        return true;
    }
    type->kind = WDM_LAYOUT_STRUCTURE;
    (*text)++;
    type->reference = wdm_layout_word(text);
    if (type->reference.length == 0 || **text != '}')
        return false;
    (*text)++;
    return true;
}

/* QMI's "[u8]T", "[3]T", "[seq-u8,u16]T". */
static bool take_list(const char **text, struct wdm_layout_type *type)
{
    const char *at = *text + 1;
    type->kind = WDM_LAYOUT_LIST;
    if (strncmp(at, "seq-u", 5) == 0) {
        type->kind = WDM_LAYOUT_MEMBERS;
        at += 5;
        if (!take_bits(&at, &type->sequence) || *at != ',')
            return false;
        at++;
    }
    if (*at == 'u') {
        at++;
        if (!take_bits(&at, &type->size) || type->size > 4)
            return false;
    } else if (!take_decimal(&at, &type->count)) {
        return false;
    }
    if (*at != ']')
        return false;
    type->inner = at + 1;
    type->bytes = strncmp(type->inner, "u8", 2) == 0 && type->inner[2] != '=';
    *text = type->bytes ? type->inner + 2 : wdm_layout_skip(type->inner);
    return *text > type->inner && (*type->inner != '{' || (*text)[-1] == '}');
}

/* MBIM's "*{S}", "**{S}", "*[n]T", "*ipv4". */
static bool take_away(const char **text, struct wdm_layout_type *type)
{
    (*text)++;
    const char *target = *text;
    if (*target == '*') {
        type->kind = WDM_LAYOUT_COUNTED_AWAY;
        type->inner = target + 1;
        *text = wdm_layout_skip(target);
        return target[1] == '{';
    }
    if (*target == '[') {
        type->kind = WDM_LAYOUT_ROW_AWAY;
        if (!take_reference(text, type))
            return false;
        type->inner = *text;
        *text = wdm_layout_skip(type->inner);
        return *text > type->inner;
    }
    if (*target == '{') {
        bool good = take_structure(text, false, type);
        type->kind = WDM_LAYOUT_STRUCTURE_AWAY;
        return good;
    }
    struct wdm_name word = wdm_layout_word(text);
    type->kind = WDM_LAYOUT_ADDRESS_AWAY;
    type->size = wdm_name_is(word, "ipv6") ? 16 : 4;
    return type->size == 16 || wdm_name_is(word, "ipv4");
}

static bool take_series(const char **text, struct wdm_layout_type *type)
{
    type->kind = WDM_LAYOUT_SERIES;
    if (!take_reference(text, type))
        return false;
    type->inner = *text;
    *text = wdm_layout_skip(type->inner);
    return *text > type->inner;
}

/* Words of both notations, of QMI's and of MBIM's. */
static const struct {
    char word[9];
    bool qmi;
    bool mbim;
    uint8_t kind;
    uint8_t size;
} words[] = {
    {"str", true, false, WDM_LAYOUT_TEXT, 0},
    {"str8", true, false, WDM_LAYOUT_TEXT, 1},
    {"str16", true, false, WDM_LAYOUT_TEXT, 2},
    {"str", false, true, WDM_LAYOUT_TEXT_AWAY, 0},
    {"str8", false, true, WDM_LAYOUT_TEXT_AWAY, 1},
    {"uuid", true, true, WDM_LAYOUT_UUID, 16},
    {"bytes", true, true, WDM_LAYOUT_BYTES, 0},
    {"ipv4", true, true, WDM_LAYOUT_IPV4, 4},
    {"ipv6", true, true, WDM_LAYOUT_IPV6, 16},
    {"ref", false, true, WDM_LAYOUT_BYTES_AWAY, 0},
    {"fer", false, true, WDM_LAYOUT_BYTES_AWAY, 0},
    {"inline", false, true, WDM_LAYOUT_BYTES_INLINE, 0},
    {"rest", false, true, WDM_LAYOUT_REST, 0},
    {"tlv", false, true, WDM_LAYOUT_TLV, 0},
    {"tlv-str", false, true, WDM_LAYOUT_TLV_TEXT, 0},
    {"tlv-u16s", false, true, WDM_LAYOUT_TLV_NUMBERS, 0},
    {"tlvs", false, true, WDM_LAYOUT_TLVS, 0},
};

/* What may stand behind a word: "[N]", "[n]", "<=N". */
static bool take_word_suffix(const char **text, struct wdm_layout_type *type)
{
    bool text_type = type->kind == WDM_LAYOUT_TEXT || type->kind == WDM_LAYOUT_TEXT_AWAY;
    if (type->kind == WDM_LAYOUT_BYTES && !take_count(text, &type->count))
        return false;
    if (**text == '[') {
        bool counted = type->kind == WDM_LAYOUT_TEXT && type->size == 0;
        bool refers = type->kind == WDM_LAYOUT_BYTES_INLINE ||
                      (type->kind == WDM_LAYOUT_BYTES_AWAY && !type->size_first);
        if (counted ? !take_count(text, &type->count) || type->count == 0
                    : !refers || !take_reference(text, type))
            return false;
    }
    if (**text != '<')
        return true;
    if ((*text)[1] != '=' || !text_type)
        return false;
    *text += 2;
    return take_decimal(text, &type->maximum) && type->maximum > 0;
}

static bool take_word_type(const char **text, bool tlvs, struct wdm_layout_type *type)
{
    struct wdm_name word = wdm_layout_word(text);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (!(tlvs ? words[i].qmi : words[i].mbim) || !wdm_name_is(word, words[i].word))
            continue;
        type->kind = words[i].kind;
        type->size = words[i].size;
        type->size_first = word.text[0] == 'f';
        type->utf8 = type->kind == WDM_LAYOUT_TEXT_AWAY && type->size == 1;
        return take_word_suffix(text, type);
    }
    return false;
}

static bool is_end(const char *text)
{
    return *text == ' ' || *text == '}' || *text == '\0';
}

/* "@form": all up to the type's end (form.c knows what there is). */
static const char *take_form(const char *text, struct wdm_layout_type *type)
{
    type->form.text = ++text;
    while (class_of(text) < O)
        text++;
    type->form.length = (size_t)(text - type->form.text);
    return text;
}

bool wdm_layout_type(const char *text, bool tlvs, struct wdm_layout_type *type)
{
    memset(type, 0, sizeof(*type));
    type->text = text;
    bool good;
    if (is_number(text))
        good = take_number(&text, type);
    else if (*text == '{')
        good = take_structure(&text, tlvs, type);
    else if (*text == '[')
        good = tlvs ? take_list(&text, type) : take_series(&text, type);
    else if (*text == '*')
        good = !tlvs && take_away(&text, type);
    else
        good = take_word_type(&text, tlvs, type);
    type->end = text;
    if (!good || !text || is_end(text))
        return good;
    if (*text != '@')
        return false;
    type->end = take_form(text, type);
    return is_end(type->end);
}

bool wdm_layout_has_members(const struct wdm_layout_type *type)
{
    return type->kind == WDM_LAYOUT_MEMBERS || type->kind == WDM_LAYOUT_STRUCTURE ||
           type->kind == WDM_LAYOUT_STRUCTURE_AWAY || type->kind == WDM_LAYOUT_TLV;
}

bool wdm_layout_is_list(const struct wdm_layout_type *type)
{
    return type->kind == WDM_LAYOUT_LIST || type->kind == WDM_LAYOUT_COUNTED_AWAY ||
           type->kind == WDM_LAYOUT_ROW_AWAY || type->kind == WDM_LAYOUT_SERIES ||
           type->kind == WDM_LAYOUT_TLV_NUMBERS || type->kind == WDM_LAYOUT_TLVS;
}

bool wdm_layout_element(const struct wdm_layout_type *list, struct wdm_layout_type *element)
{
    if (list->kind == WDM_LAYOUT_LIST)
        return wdm_layout_type(list->inner, true, element);
    if (list->kind == WDM_LAYOUT_TLV_NUMBERS)
        return wdm_layout_type("u16", false, element);
    if (list->kind == WDM_LAYOUT_TLVS)
        return wdm_layout_type("tlv", false, element);
    return wdm_layout_type(list->inner, false, element);
}
