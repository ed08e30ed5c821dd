/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private schemas: listed, explained, sent, traced; where they are looked for, and
 * what is said of a mistake. Reads fixtures/, and writes in a folder of its own. */
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define WITH "--schema fixtures/acme.schema "

static struct child child;

struct row {
    const char *arguments;
    int code;
    const char *out, *err; /* as run_matches has them */
};

static void check(const struct row *row, const struct run_options *options)
{
    char missed[256];

    child_start(&child, row->arguments, options);
    child_wait(&child);
    if (child_defect(&child) != NULL)
        fail_msg("%s: %s: %s", row->arguments, child_defect(&child), child.error.bytes);
    if (child.code != row->code)
        fail_msg("%s: exit %d: %s", row->arguments, child.code, child.error.bytes);
    if (!run_matches(child.output.bytes, row->out, missed, sizeof missed) ||
        !run_matches(child.error.bytes, row->err, missed, sizeof missed))
        fail_msg("%s: not as wanted, '%s':\n%s%s", row->arguments, missed, child.output.bytes,
                 child.error.bytes);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* ---- What it brings */

static const struct row rows[] = {
    {"qmi acme", 2, "", "no service 'acme'"},
    {WITH "qmi", 0, "0x02  dms|0xe5  acme  |3 messages", ""},
    {WITH "qmi acme", 0, "0x0001  set-mode|0x0002  get-widget|0x0003  widget-changed|indication",
     ""},
    {WITH "qmi 0xe5", 0, "set-mode", ""},
    {WITH "qmi dms", 0, "get-model|0x5f01  acme-set-led|modems of USB vendor 1234 only", ""},
    {WITH "-j qmi acme", 0, "\"name\":\"set-mode\"", ""},
    {WITH "mbim", 0, "01234567-89ab-cdef-0123-456789abcdef  acme-mbim|basic-connect", ""},
    {WITH "mbim acme-mbim", 0, "1  state|query, set, indication", ""},
    {WITH "mbim 0123456789abcdef0123456789abcdef", 0, "state", ""},
    {WITH "qmi acme set-mode --help", 0, "0x0001|mode|low-power (16)|level|previous", ""},
    {WITH "mbim acme-mbim state --help", 0, "radio|off (0), on (1)|cells[N].name|cell_count", ""},
    {WITH "qmi acm", 2, "", "did you mean 'acme'?"},
    {WITH "qmi acme set-mod", 2, "", "did you mean 'set-mode'?"},
    {WITH "mbim acme-mbi", 2, "", "did you mean 'acme-mbim'?"},
    {WITH "mbim acme-mbim stat", 2, "", "did you mean 'state'?"},
    {WITH "qmi acme set-mode", 2, "", "mode"},
    {WITH "qmi acme set-mode mode=sideways", 2, "", "sideways"},
    {WITH "qmi acme widget-changed", 2, "", "is an indication: it cannot be sent"},
    /* A modem that does not know it. */
    {WITH "-vv -d sim:em7355 qmi dms acme-set-led color.red=1 color.green=0x20 color.blue=3", 1, "",
     "QMI dms acme-set-led request|color.red    1|color.green  32|01 03 00 01 20 03|"
     "QMI dms acme-set-led response|InvalidQmiCommand (71)"},
    {WITH "-vv -d sim:em7355 mbim acme-mbim state radio=on", 1, "",
     "MBIM acme-mbim state set|radio  on (1)|01 23 45 67 89 AB CD EF|NoDeviceSupport"},
    {WITH "-v -d sim:em7355 qmi acme set-mode mode=on", 1, "",
     "allocate-cid request|taking a client id of QMI acme|InvalidServiceType"},
    /* Bytes that are sent raw, and traced. */
    {WITH "-v -d sim:em7355-qmi send '01 10 00 00 e5 01 00 05 00 01 00 04 00 01 01 00 10'", 0,
     "QMI acme set-mode response #5 client 1: InvalidServiceType (31)",
     "QMI acme set-mode request #5 client 1"},
    /* A service's name for its UUID. */
    {WITH "-vv -d sim:em7355 mbim basic-connect device-service-subscribe-list "
          "events[0].device_service_id=acme-mbim events[0].cids=1",
     0, "01234567-89ab-cdef-0123-456789abcdef (acme-mbim)", "(acme-mbim)"},
    /* Looked for, and completed. */
    {WITH "qmi --find widget", 0, "acme|get-widget|widget-changed", ""},
    {WITH "mbim --find acme", 0, "acme-mbim", ""},
    {WITH "complete qmi ac", 0, "acme\t", ""},
    {WITH "complete qmi acme ''", 0, "set-mode\t|get-widget\t|!widget-changed", ""},
    {WITH "complete qmi acme set-mode mode=l", 0, "mode=low-power\t", ""},
    {WITH "complete mbim acme-mbim ''", 0, "state\t", ""},
    {WITH "complete mbim basic-connect device-service-subscribe-list set "
          "events[0].device_service_id=acm",
     0, "events[0].device_service_id=acme-mbim\t", ""},
    {"complete " WITH "qmi ac", 0, "acme\t", ""},
    {"complete qmi ac", 0, "!acme", ""},
    /* The rest is as it was. */
    {WITH "-d sim:em7355 qmi dms get-model", 0, "EM7355", ""},
    {WITH "-d sim:em7355 unlock", 0, "the lock was on and is off", ""},
    {"--schema=fixtures/acme.schema qmi acme", 0, "set-mode", ""},
};

static void test_rows(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++)
        check(&rows[i], NULL);
}

/* ---- Mistakes: nothing is sent */

static void test_mistakes(void **state)
{
    static const struct row mistakes[] = {
        {"--schema", 2, "", "--schema wants FILE"},
        {"--schema {tmp}/nowhere info", 2, "", "nowhere: no such file"},
        {"--schema {tmp} info", 2, "", "is no plain file"},
        {"--schema /dev/null info", 2, "", "is no plain file"},
        {"-v -d sim:em7355 --schema {tmp}/bad info", 2, "",
         "bad:3: a, request: mode: no such enumeration \"mode\"|!OPEN"},
        {WITH "--schema {tmp}/bad qmi", 2, "",
         "bad:2: this number is 'set-mode' already: fixtures/acme.schema:8"},
        {WITH WITH "qmi", 2, "",
         "fixtures/acme.schema:5: 'mode' is there already: fixtures/acme.schema:5"},
        {"--schema {tmp}/large info", 2, "", "large: longer than"},
        {"--schema a --schema a --schema a --schema a --schema a --schema a --schema a "
         "--schema a --schema a info",
         2, "", "--schema: more than 8"},
        /* Help and the version need no schema. */
        {"--schema {tmp}/bad --version", 0, "wdmctl ", ""},
        {"--schema {tmp}/bad unlock --help", 0, "usage: wdmctl unlock", ""},
    };
    char path[128];
    FILE *file;
    size_t i;

    (void)state;
    snprintf(path, sizeof path, "%s/bad", run_folder());
    write_file(path, "qmi acme 0xe5\nmessage 1 a\n  request 01 mode:u8=mode\n");
    snprintf(path, sizeof path, "%s/large", run_folder());
    file = fopen(path, "w");
    assert_non_null(file);
    for (i = 0; i < 131072; i++)
        fputc('\n', file);
    fclose(file);
    for (i = 0; i < COUNT(mistakes); i++)
        check(&mistakes[i], NULL);
}

/* ---- The user's folder */

static void make_folder(char *path, size_t capacity, const char *below, const char *name)
{
    snprintf(path, capacity, "%s%s", below, name);
    assert_int_equal(mkdir(path, 0755), 0);
}

static void test_folder(void **state)
{
    static const struct row one = {"qmi", 0, "0xe5  acme", ""};
    static const struct row both = {"qmi acme", 0, "one|two", ""};
    static const struct row none = {"qmi", 0, "0x02  dms|!acme", ""};
    static const struct row more = {WITH "qmi dms", 0, "one-more|acme-set-led", ""};
    static const struct row wrong = {"-v -d sim:em7355 info", 2, "", "/wdmctl/b.schema:2: |!OPEN"};
    char root[64], config[128], folder[160], a[200], b[200], c[200];
    struct run_options options = {.config = root};

    (void)state;
    snprintf(root, sizeof root, "%s/home", run_folder());
    assert_int_equal(mkdir(root, 0755), 0);
    check(&none, &options);
    make_folder(config, sizeof config, root, "/.config");
    make_folder(folder, sizeof folder, config, "/wdmctl");
    snprintf(a, sizeof a, "%s/a.schema", folder);
    snprintf(b, sizeof b, "%s/b.schema", folder);
    snprintf(c, sizeof c, "%s/c.other", folder);
    /* In order of their names: the second adds to the service of the first. */
    write_file(b, "qmi acme\nmessage 2 two\n");
    write_file(a, "qmi acme 0xe5\nmessage 1 one\n");
    write_file(c, "nonsense\n");
    options.config = config;
    check(&both, &options);
    options.config = "";
    options.home = root;
    check(&one, &options);
    /* $XDG_CONFIG_HOME instead of ~/.config; a relative one does not count. */
    options.config = root;
    check(&none, &options);
    options.config = ".config";
    check(&one, &options);
    options.config = config;
    write_file(b, "qmi dms\nmessage 2\n");
    check(&wrong, &options);
    write_file(b, "qmi dms\nmessage 0x7000 one-more\n");
    unlink(a);
    check(&more, &options);
    unlink(b);
    unlink(c);
    check(&none, &options);
    rmdir(folder);
    rmdir(config);
    rmdir(root);
}

/* ---- A set-uid program reads nothing that its user names. Only root can make one, and
 * the address sanitizer does not run in one. */

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(SANITIZED)
static const bool sanitized = true;
#else
static const bool sanitized = false;
#endif

static void test_set_uid(void **state)
{
    static const struct row named = {WITH "qmi", 2, "", "--schema: not while running set-uid"};
    static const struct row found = {"qmi", 0, "dms|!acme", ""};
    const char *program = getenv("WDMCTL") != NULL ? getenv("WDMCTL") : "./wdmctl";
    const char *runner = getenv("WDMCTL_RUNNER");
    char copy[128], folder[128], file[160], command[1024];
    struct run_options options = {.program = copy, .config = run_folder()};
    struct statvfs status;

    (void)state;
    assert_int_equal(statvfs(run_folder(), &status), 0);
    if (sanitized || geteuid() != 0 || (runner != NULL && *runner != '\0') ||
        (status.f_flag & ST_NOSUID) != 0)
        return;
    make_folder(folder, sizeof folder, run_folder(), "/wdmctl");
    snprintf(file, sizeof file, "%s/acme.schema", folder);
    snprintf(copy, sizeof copy, "%s/set-uid", run_folder());
    snprintf(command, sizeof command,
             "cp %s %s && chown 65534 %s && chmod 4755 %s && cp fixtures/acme.schema %s && "
             "chmod 711 %s",
             program, copy, copy, copy, file, run_folder());
    assert_int_equal(system(command), 0);
    check(&named, &options);
    check(&found, &options);
    unlink(file);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_set_uid),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
