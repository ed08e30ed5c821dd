/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where the fields of MBIM information buffers stand: nothing is wrong with what the
 * encoder makes of any layout, and each thing that can be wrong is found. */
#include <stdio.h>
#include <string.h>

#include "fields_support.h"
#include "support.h"
#include "wdm/mbim.h"
#include "wdm/placement.h"

#define VERSIONS 3

static uint8_t bytes[60000];
static uint8_t map[60000];

static bool encode(const struct wdm_layout *layout, enum made_up how, struct wdm_span *made)
{
    static struct assignments assignments;
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    struct wdm_error error;
    make_up(layout, how, 7, &assignments);
    if (!wdm_encode(layout, assignments.list, assignments.count, &out, &error))
        return false;
    *made = wdm_written(&out);
    return true;
}

static size_t layouts_seen;

static void check(const struct wdm_layout *layout, const char *what)
{
    static const enum made_up hows[] = {MADE_UP_LEAST, MADE_UP_RANDOM, MADE_UP_LOWEST};
    struct wdm_placement placement;
    struct wdm_malformed malformed;
    struct wdm_span made;
    for (size_t i = 0; i < COUNT(hows); i++) {
        if (!encode(layout, hows[i], &made))
            continue;
        layouts_seen++;
        if (!wdm_placement_of(layout, made, map, &placement, &malformed))
            fail_msg("%s: %s: %s", what, malformed.field, malformed.problem);
        if (placement.misplaced || placement.shared || placement.stray > 0)
            fail_msg("%s: misplaced %d at %zu, shared %d at %zu, stray %zu at %zu of %zu", what,
                     placement.misplaced, placement.misplaced_at, placement.shared,
                     placement.shared_at, placement.stray, placement.stray_at, made.length);
    }
}

static void test_all(void **state)
{
    (void)state;
    const struct wdm_mbim_service *service;
    for (size_t i = 0; (service = wdm_catalogue_mbim_service_at(NULL, i)) != NULL; i++) {
        if (wdm_uuid_equal(&service->uuid, &wdm_mbim_qmi))
            continue;
        for (size_t j = 0; j < service->command_count * 4 * VERSIONS; j++) {
            uint32_t command = service->commands[j / 4 / VERSIONS].id;
            enum wdm_mbim_part part = (enum wdm_mbim_part)(j / VERSIONS % 4);
            struct wdm_layout layout =
                wdm_mbim_layout(service, command, part, (uint8_t)(1 + j % VERSIONS));
            char what[96];
            (void)snprintf(what, sizeof(what), "%s %u, part %d, MBIMEx %d", service->name,
                           (unsigned)command, (int)part, (int)(1 + j % VERSIONS));
            if (layout.text)
                check(&layout, what);
        }
    }
    assert_true(layouts_seen > 900);
}

/* Connect set with texts of three and one characters, at 60 and 68; and bytes of it changed. */
static const struct {
    const char *what;
    size_t at[2];
    uint8_t byte[2];
    const char *found; /* "" nothing; else what and where */
} rows[] = {
    {"as it is", {0, 0}, {0, 0}, ""},
    {"padding", {66, 66}, {0, 1}, "stray 1 at 66;"},
    {"more padding", {66, 67}, {1, 1}, "stray 2 at 66;"},
    {"padding at the end", {71, 71}, {7, 7}, "stray 1 at 71;"},
    {"an offset that is not aligned", {16, 16}, {66, 66}, "misplaced at 66;"},
    {"the same bytes", {16, 16}, {60, 60}, "shared at 60;"},
    {"a field of the structure", {16, 16}, {4, 4}, "shared at 4;"},
    {"past the end", {16, 16}, {200, 200}, "malformed"},
    {"longer than the buffer", {21, 21}, {1, 1}, "malformed"},
    {"bytes behind all", {72, 73}, {1, 1}, ""},
};

static void describe(const struct wdm_placement *placement, char *text, size_t capacity)
{
    size_t length = 0;
    text[0] = '\0';
    if (placement->misplaced)
        length += (size_t)snprintf(text + length, capacity - length, " misplaced at %zu;",
                                   placement->misplaced_at);
    if (placement->shared)
        length += (size_t)snprintf(text + length, capacity - length, " shared at %zu;",
                                   placement->shared_at);
    if (placement->stray > 0)
        length += (size_t)snprintf(text + length, capacity - length, " stray %zu at %zu;",
                                   placement->stray, placement->stray_at);
    if (length > 0)
        memmove(text, text + 1, length);
}

static void test_rows(void **state)
{
    (void)state;
    static const char *const fields[] = {"access_string=abc", "user_name=d"};
    const struct wdm_mbim_service *service = wdm_mbim_service_by_uuid(&wdm_mbim_basic_connect);
    struct wdm_layout layout = wdm_mbim_layout(service, 12, WDM_MBIM_PART_SET, 1);
    struct wdm_assignment list[COUNT(fields)];
    struct wdm_error error;
    for (size_t i = 0; i < COUNT(fields); i++)
        assert_true(wdm_assignment_parse(fields[i], strlen(fields[i]), &list[i]));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
        struct wdm_placement placement;
        struct wdm_malformed malformed;
        char found[128] = "malformed";
        memset(bytes, 0, 80);
        assert_true(wdm_encode_sparse(&layout, list, COUNT(fields), &out, &error));
        assert_int_equal(out.length, 72);
        for (size_t j = 0; j < 2 && rows[i].at[1] > 0; j++)
            bytes[rows[i].at[j]] = rows[i].byte[j];
        struct wdm_span buffer = {bytes, rows[i].at[1] >= 72 ? 76 : 72};
        if (wdm_placement_of(&layout, buffer, map, &placement, &malformed))
            describe(&placement, found, sizeof(found));
        if (strcmp(found, rows[i].found) != 0)
            fail_msg("%s: \"%s\", and not \"%s\"", rows[i].what, found, rows[i].found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
