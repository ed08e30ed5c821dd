/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading plain files and folders. Works in a folder of its own below /tmp. */
#include "support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wdm/file.h"

static char root[32];
static struct wdm_error error;

static const char *path_of(const char *name)
{
    static char path[256];
    (void)snprintf(path, sizeof(path), "%s/%s", root, name);
    return path;
}

static void make(const char *name, const char *text, size_t length)
{
    FILE *file = fopen(path_of(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    (void)state;
    strcpy(root, "/tmp/wdm-file-XXXXXX");
    return mkdtemp(root) ? 0 : -1;
}

static int tear_down(void **state)
{
    char command[64];
    (void)state;
    (void)snprintf(command, sizeof(command), "rm -rf %s", root);
    return system(command);
}

static void test_read(void **state)
{
    static char large[70000], bytes[70000];
    size_t length = 1;
    (void)state;
    memset(large, 'x', sizeof(large));
    large[69999] = 'y';
    make("empty", "", 0);
    make("large", large, sizeof(large));
    assert_true(wdm_file_read(path_of("empty"), bytes, 10, &length, &error));
    assert_int_equal(length, 0);
    assert_true(wdm_file_read(path_of("empty"), bytes, 0, &length, &error));
    assert_true(wdm_file_read(path_of("large"), bytes, sizeof(bytes), &length, &error));
    assert_int_equal(length, sizeof(large));
    assert_memory_equal(bytes, large, sizeof(large));
    /* One byte too many, and just enough. */
    assert_false(wdm_file_read(path_of("large"), bytes, sizeof(bytes) - 1, &length, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_non_null(strstr(error.what, "longer than 69999 bytes"));
    make("two", "ab", 2);
    assert_false(wdm_file_read(path_of("two"), bytes, 0, &length, &error));
    assert_true(wdm_file_read(path_of("two"), bytes, 2, &length, &error));
    assert_int_equal(length, 2);
}

static void test_what_is_no_plain_file(void **state)
{
    char bytes[16];
    size_t length;
    (void)state;
    assert_int_equal(mkfifo(path_of("pipe"), 0600), 0);
    assert_int_equal(mkdir(path_of("folder"), 0700), 0);
    static const char *const names[] = {"pipe", "folder"};
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_false(wdm_file_read(path_of(names[i]), bytes, sizeof(bytes), &length, &error));
        assert_non_null(strstr(error.what, "is no plain file"));
        assert_int_equal(error.kind, WDM_USAGE);
    }
    assert_false(wdm_file_read("/dev/null", bytes, sizeof(bytes), &length, &error));
    assert_false(wdm_file_read(path_of("nowhere"), bytes, sizeof(bytes), &length, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_int_equal(error.list, WDM_CODE_ERRNO);
    assert_int_equal(error.code, ENOENT);
    assert_non_null(strstr(error.what, "nowhere: no such file"));
}

static void test_folder(void **state)
{
    static const char *const names[] = {"b.schema", "a.schema",  "c.schema.bak", ".hidden.schema",
                                        ".schema",  "B.schema",  "aa.schema",    "schema",
                                        "x",        "a b.schema"};
    static const char *const sorted[] = {"B.schema", "a b.schema", "a.schema", "aa.schema",
                                         "b.schema"};
    static struct wdm_folder folder;
    (void)state;
    assert_int_equal(mkdir(path_of("sorted"), 0700), 0);
    for (size_t i = 0; i < COUNT(names); i++) {
        char name[64];
        (void)snprintf(name, sizeof(name), "sorted/%s", names[i]);
        make(name, "", 0);
    }
    assert_true(wdm_folder_read(&folder, path_of("sorted"), ".schema", &error));
    assert_int_equal(folder.count, COUNT(sorted));
    for (size_t i = 0; i < folder.count; i++)
        assert_string_equal(folder.names[i], sorted[i]);
    /* None, where there is no folder, or it is none. */
    assert_true(wdm_folder_read(&folder, path_of("not-there"), ".schema", &error));
    assert_int_equal(folder.count, 0);
    assert_true(wdm_folder_read(&folder, path_of("sorted/x"), ".schema", &error));
    assert_int_equal(folder.count, 0);
}

static void test_folder_limits(void **state)
{
    static struct wdm_folder folder;
    char name[300];
    (void)state;
    assert_int_equal(mkdir(path_of("many"), 0700), 0);
    /* More than one read of the kernel's gives. */
    for (unsigned i = 0; i < 300; i++) {
        (void)snprintf(name, sizeof(name), "many/%u.other", i);
        make(name, "", 0);
    }
    for (unsigned i = 0; i < WDM_FOLDER_NAMES; i++) {
        (void)snprintf(name, sizeof(name), "many/%02zu.schema", WDM_FOLDER_NAMES - i);
        make(name, "", 0);
    }
    assert_true(wdm_folder_read(&folder, path_of("many"), ".schema", &error));
    assert_int_equal(folder.count, WDM_FOLDER_NAMES);
    for (unsigned i = 0; i < WDM_FOLDER_NAMES; i++)
        assert_int_equal(strtoul(folder.names[i], NULL, 10), i + 1);
    make("many/one-more.schema", "", 0);
    assert_false(wdm_folder_read(&folder, path_of("many"), ".schema", &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_non_null(strstr(error.what, "more than 64 names that end with .schema"));

    assert_int_equal(mkdir(path_of("long"), 0700), 0);
    for (unsigned i = 0; i < 20; i++) {
        (void)snprintf(name, sizeof(name), "long/%0200u.schema", i);
        make(name, "", 0);
    }
    assert_false(wdm_folder_read(&folder, path_of("long"), ".schema", &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_what_is_no_plain_file),
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_folder_limits),
    };
    return cmocka_run_group_tests_name("file", tests, set_up, tear_down);
}
