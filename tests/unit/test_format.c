/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Text from a format: what it says, it says as snprintf does. */
#include "support.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "wdm/format.h"

#define ROOM ((size_t)48)

/* What a text is compared with: snprintf's, as far as `capacity` goes, and not a
 * byte of the buffer past it. */
static void compare(const char *format, const char *ours, size_t length, const char *theirs,
                    size_t capacity)
{
    if (strcmp(ours, theirs) != 0 || length != strlen(theirs))
        fail_msg("\"%s\" in %zu bytes: \"%s\" (%zu), not \"%s\"", format, capacity, ours, length,
                 theirs);
    for (size_t i = capacity; i < ROOM; i++)
        assert_int_equal(ours[i], 'x');
}

/* With every capacity from 1 to all that is needed and more. */
#define SAME(format, ...)                                                                          \
    do {                                                                                           \
        for (size_t capacity = 1; capacity < ROOM; capacity++) {                                   \
            char ours[ROOM], theirs[ROOM];                                                         \
            memset(ours, 'x', sizeof(ours));                                                       \
            size_t length = wdm_format(ours, capacity, format, __VA_ARGS__);                       \
            (void)snprintf(theirs, capacity, format, __VA_ARGS__);                                 \
            compare(format, ours, length, theirs, capacity);                                       \
        }                                                                                          \
    } while (0)

static void signed_numbers(void **state)
{
    (void)state;
    static const char *const formats[] = {"%d",   "%1d",  "%4d",   "%-4d", "%04d",  "%03d",
                                          "%-6d", "%-6d", "%012d", "%12d", "a%db%%"};
    static const int numbers[] = {0, 1, -1, 7, -12, 999, 12345, -12345, INT_MAX, INT_MIN};
    for (size_t i = 0; i < COUNT(formats); i++) {
        for (size_t j = 0; j < COUNT(numbers); j++)
            SAME(formats[i], numbers[j]);
    }
}

static void unsigned_numbers(void **state)
{
    (void)state;
    static const char *const formats[] = {"%u",   "%3u",   "%-3u|", "%03u", "%x",    "%X",  "%02x",
                                          "%04x", "%-8x|", "%08X",  "%12x", "0x%lx", "%12u"};
    static const unsigned numbers[] = {0, 1, 9, 10, 15, 16, 0xab, 0xABCD, 65535, UINT_MAX};
    for (size_t i = 0; i < COUNT(formats); i++) {
        if (strchr(formats[i], 'l'))
            continue;
        for (size_t j = 0; j < COUNT(numbers); j++)
            SAME(formats[i], numbers[j]);
    }
}

static void long_numbers(void **state)
{
    (void)state;
    static const char *const formats[] = {"%ld", "%lu", "%lx", "%lX", "%4ld", "%03ld", "%-24lu|"};
    static const long numbers[] = {0, 1, -1, 4711, LONG_MAX, LONG_MIN};
    static const size_t sizes[] = {0, 1, 4711, SIZE_MAX};
    for (size_t i = 0; i < COUNT(formats); i++) {
        for (size_t j = 0; j < COUNT(numbers); j++)
            SAME(formats[i], numbers[j]);
    }
    for (size_t j = 0; j < COUNT(sizes); j++)
        SAME("%zu|%5zu|%05zu", sizes[j], sizes[j], sizes[j]);
}

static void texts(void **state)
{
    (void)state;
    static const char *const formats[] = {"%s",   "%8s",     "%-8s|",  "%.2s", "%.0s",
                                          "%.s|", "%-8.3s|", "%8.3s|", "<%s>"};
    static const char *const words[] = {"", "a", "abc", "longer than eight"};
    for (size_t i = 0; i < COUNT(formats); i++) {
        for (size_t j = 0; j < COUNT(words); j++)
            SAME(formats[i], words[j]);
    }
    for (int precision = -1; precision < 5; precision++)
        SAME("[%.*s]", precision, "abc");
    SAME("%c%c%3c%-3c|", 'a', '%', 'b', 'c');
    SAME("%s", "%d");
}

static void a_precision_may_end_before_the_text_does(void **state)
{
    (void)state;
    static const char word[3] = {'a', 'b', 'c'}; /* no NUL */
    char text[8];
    assert_int_equal(wdm_format(text, sizeof(text), "%.*s", 3, word), 3);
    assert_string_equal(text, "abc");
}

static void many_in_a_row(void **state)
{
    (void)state;
    SAME("%s %d %lu %c %zu %x %s", "a", -1, 2UL, 'c', (size_t)4, 0x5U, "f");
    SAME("%d%d%d%d%d%d%d%d", 1, 2, 3, 4, 5, 6, 7, 8);
    SAME("%ld:%d:%ld:%d:%ld:%d:%ld:%d", 1L, 2, 3L, 4, 5L, 6, 7L, 8);
    SAME("plain%s", "");
    SAME("100%% of %s%%", "it");
}

static void no_room(void **state)
{
    (void)state;
    char text[1] = {'x'};
    assert_int_equal(wdm_format(text, 0, "%s", "abc"), 0);
    assert_int_equal(text[0], 'x');
    assert_int_equal(wdm_format(NULL, 0, "%s", "abc"), 0);
    assert_int_equal(wdm_format(text, 1, "%s", "abc"), 0);
    assert_int_equal(text[0], '\0');
}

static size_t through_a_list(char *text, size_t capacity, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    size_t length = wdm_format_list(text, capacity, format, arguments);
    va_end(arguments);
    return length;
}

static void lists(void **state)
{
    (void)state;
    char text[ROOM];
    assert_int_equal(through_a_list(text, sizeof(text), "%s=%ld", "a", -5L), 4);
    assert_string_equal(text, "a=-5");
}

/* Not even a wrong format reads past its own end. */
static void cut_formats(void **state)
{
    (void)state;
    static const char *const formats[] = {"a%", "a%-", "a%08", "a%.", "a%.3", "a%l", "a%z"};
    for (size_t i = 0; i < COUNT(formats); i++) {
        char text[ROOM];
        assert_int_equal(through_a_list(text, sizeof(text), formats[i]), 1);
        assert_string_equal(text, "a");
    }
}

static void digits(void **state)
{
    (void)state;
    static const char known[] = "0123456789abcdef";
    for (int character = CHAR_MIN; character <= CHAR_MAX; character++) {
        bool is = character > 0 && character < 128 && isxdigit(character);
        const char *place = is ? strchr(known, tolower(character)) : NULL;
        assert_int_equal(wdm_digit((char)character), is ? place - known : 16);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signed_numbers),
        cmocka_unit_test(unsigned_numbers),
        cmocka_unit_test(long_numbers),
        cmocka_unit_test(texts),
        cmocka_unit_test(a_precision_may_end_before_the_text_does),
        cmocka_unit_test(many_in_a_row),
        cmocka_unit_test(no_room),
        cmocka_unit_test(lists),
        cmocka_unit_test(cut_formats),
        cmocka_unit_test(digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
