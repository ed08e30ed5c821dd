/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The logs and capture files of fixtures/, as they are: all of them are read, and what
 * the logs say is compared with NAME.expected. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture_support.h"
#include "fields_support.h"
#include "wdm/describe.h"

static struct file file;
static struct events events;

/* Each message, in words; there is nothing else, and nothing that nobody knows. */
static void describe(const char *name, struct test_output *out)
{
    test_output_init(out);
    for (size_t i = 0; i < events.count; i++) {
        const struct wdm_captured *captured = &events.list[i];
        struct wdm_describer describer = {.vendor = captured->vendor};
        struct wdm_description description;
        if (captured->kind == WDM_CAPTURED_DEVICE)
            continue;
        if (captured->kind != WDM_CAPTURED_MESSAGE || captured->problem)
            fail_msg("%s, event %zu: %s", name, i, captured->problem ? captured->problem : "?");
        wdm_describe(&description, &describer, captured->from_modem, captured->protocol,
                     captured->bytes.bytes, captured->bytes.length);
        if (description.problem)
            fail_msg("%s, event %zu: %s", name, i, description.problem);
        if (description.content.length > 0 && !description.layout.text)
            fail_msg("%s, event %zu: a message that nobody knows", name, i);
        out->output.write(&out->output, captured->from_modem ? "< " : "> ", 2);
        wdm_describe_line(&description, &out->output);
        out->output.write(&out->output, "\n", 1);
        wdm_describe_fields(&description, true, "    ", &out->output);
    }
}

static void check(const char *name, bool compare)
{
    static struct test_output told;
    static char expected[65536];
    static char base[256];
    file.length = fixture_text(name, "", file.text, sizeof(file.text));
    read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, file.length, 0);
    if (count_of(&events, WDM_CAPTURED_MESSAGE) == 0)
        fail_msg("%s: no messages", name);
    describe(name, &told);
    if (!compare)
        return;
    (void)snprintf(base, sizeof(base), "%.*s", (int)(strrchr(name, '.') - name), name);
    fixture_text(base, ".expected", expected, sizeof(expected));
    if (told.length != strlen(expected) || memcmp(told.text, expected, told.length) != 0)
        fail_msg("%s is read as\n%.*sand not as\n%s", name, (int)told.length, told.text, expected);
}

static void test_fixtures(void **state)
{
    (void)state;
    DIR *directory = opendir(fixtures_folder());
    const struct dirent *entry;
    size_t count = 0;
    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        const char *end = strrchr(entry->d_name, '.');
        bool log = end && strcmp(end, ".log") == 0;
        if (!log && (!end || strcmp(end, ".pcapng") != 0))
            continue;
        check(entry->d_name, log);
        count++;
    }
    (void)closedir(directory);
    assert_true(count >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixtures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
