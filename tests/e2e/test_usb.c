/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* usb and unlock --reset, in copies of fixtures/sysfs-em7355 below /tmp, where
 * tests/fake-kernel.sh plays the kernel. */
#include "rows.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define IN(tree) "--root fixtures/sysfs-" tree " "

static const struct row rows[] = {
    {IN("em7355") "usb", 0,
     "1199:901f  Sierra EM7355 at USB 1-10\n"
     "  configuration 1, with the drivers that are likely\n"
     "    interface 0    ff/ff/ff  qcserial\n"
     "    interface 2    ff/00/00  qcserial\n"
     "    interface 3    ff/00/00  qcserial\n"
     "    interface 8    ff/ff/ff  qmi_wwan\n"
     "  configuration 2, the current one\n"
     "    interface 12   02/0e/00  cdc_mbim\n"
     "    interface 13   0a/00/02  cdc_mbim\n",
     "", 0},
    {IN("em7355") "-d 1199:901f usb", 0, "configuration 2, the current one", "", 0},
    {IN("em7355") "-d /dev/cdc-wdm0 usb", 0, "configuration 2, the current one", "", 0},
    {IN("em7355") "-j usb", 0,
     "{\"address\":\"1-10\",\"vendor\":\"1199\",\"product\":\"901f\",\"configuration\":1,"
     "\"current\":false,\"interfaces\":[{\"number\":0,\"class\":\"ff\",\"subclass\":\"ff\","
     "\"protocol\":\"ff\",\"endpoints\":2,\"driver\":\"qcserial\"},|"
     "\"configuration\":2,\"current\":true,\"interfaces\":[{\"number\":12,\"class\":\"02\","
     "\"subclass\":\"0e\",|],\"interfaces_omitted\":0}\n",
     "", 0},
    {IN("em7455-no-driver") "usb", 0, "configuration 1, the current one|ff/ff/ff  -\n", "", 0},
    {IN("em7455-no-driver") "-j usb", 0, "\"driver\":null", "", 0},
    {IN("two-modems") "usb", 3, "", "several modems", 0},
    {IN("two-modems") "-d 1-4.10 usb", 0, "at USB 1-4.10", "", 0},
    {IN("fm350") "usb", 3, "", "0000:08:00.0 is no USB device", 0},
    {IN("huawei") "usb", 3, "", "descriptors: no such file", 0},
    {IN("none") "usb reset", 3, "", "there is no modem|plug the modem in|!sim:", 0},
    {IN("nowhere") "usb", 3, "", "no sysfs", 0},
    {"-d sim:em7355 usb", 3, "", "sim:em7355 is no USB device", 0},
    {"-d sim:em7355 unlock --reset", 3, "", "sim:em7355 is no port of a USB modem", 0},
    {IN("em7355") "usb config 3", 2, "", "no configuration 3, but 1, 2", 0},
    {IN("em7355") "usb config 0", 2, "", "'0' is not 1 to 255", 0},
    {IN("em7355") "usb config 256", 2, "", "'256'", 0},
    {IN("em7355") "usb config two", 2, "", "'two'", 0},
    {IN("em7355") "usb config", 2, "", "something is missing", 0},
    {IN("em7355") "usb config 1 2", 2, "", "'2' is too much", 0},
    {IN("em7355") "usb reset now", 2, "", "'now' is too much", 0},
    {IN("em7355") "usb reste", 2, "", "'reste' is none of config, reset, composition", 0},
    {IN("em7355") "usb --reset", 2, "", "--reset is for 'usb composition N'|'usb reset'", 0},
    {IN("em7355") "usb config 1 --reset", 2, "", "--reset is for", 0},
    {IN("em7355") "usb composition --reset", 2, "", "--reset is for", 0},
    {"-d replay:x usb", 3, "", "replay:x is no USB device", 0},
    {"usb --help", 0, "usage: wdmctl usb [config N|--reset", "", 0},
    /* Compositions: of a modem that speaks MBIM, and of one that does not know them. */
    {"-d sim:em7355 usb composition", 0,
     "current     14  configuration 1: DM, NMEA, AT, QMI; 2: MBIM\n"
     "supported    1  HIP,|\n             6  DM, NMEA, AT, QMI\n|            19  configuration 1: ",
     "", 0},
    {"-d sim:em7355 -j usb composition", 0,
     "{\"current\":14,\"supported\":[1,6,7,8,9,10,11,12,14,19]}\n", "", 0},
    {"-d sim:em7355 usb composition 9", 0,
     "Composition 9 takes effect when the module has restarted", "", 0},
    {"-d sim:em7355 -j usb composition 9", 0, "{\"current\":9,\"restart_needed\":true}\n", "", 0},
    {"-d sim:em7355 usb composition 14", 0, "!takes", "", 0},
    {"-d sim:em7355 -j usb composition 14", 0, "\"restart_needed\":false", "", 0},
    {"-d sim:em7355 usb composition 3", 2, "", "no composition 3, but 1, 6, 7,", 0},
    {"-d sim:em7355 usb composition 256", 2, "", "'256' is not 0 to 255", 0},
    {"-d sim:em7355 usb composition 9 --reset", 3, "", "is no port of a USB modem", 0},
    {"-d sim:mbim-only usb composition", 1, "", "carries no QMI", 0},
    {"-d sim:em7355-qmi usb composition", 0, "current     14", "", 0},
    {"-d sim:silent -t {0.3} usb composition", 4, "", "", 0},
    {"complete usb ''", 0, "config\t|reset\t|composition\t", "", 0},
};

static void test_rows(void **state)
{
    (void)state;
    rows_play(rows, COUNT(rows));
}

/* ---- Copies of a tree */

static char root[100];
static struct child child, kernel;

static void shell(const char *command)
{
    assert_int_equal(system(command), 0);
}

static int copy_tree(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/wdmctl-usb-XXXXXX");
    if (mkdtemp(root) == NULL || setenv("ROOT", root, 1) != 0)
        return -1;
    return system("cp -R fixtures/sysfs-em7355/. $ROOT && chmod 755 $ROOT && mkdir $ROOT/dev && "
                  ": >$ROOT/dev/cdc-wdm0");
}

static int remove_tree(void **state)
{
    (void)state;
    return system("rm -rf $ROOT");
}

static void fake_kernel(const char *what)
{
    struct run_options options = {.program = "tests/fake-kernel.sh"};
    char arguments[200];

    snprintf(arguments, sizeof arguments, "%s %s", root, what);
    child_start(&kernel, arguments, &options);
}

static void begin(const char *format, const struct run_options *options)
{
    char arguments[200];

    snprintf(arguments, sizeof arguments, format, root);
    child_start(&child, arguments, options);
}

static void end(int code, const char *out, const char *err)
{
    char missed[256] = "";

    child_wait(&child);
    if (child_defect(&child) != NULL || child.code != code ||
        !run_matches(child.output.bytes, out, missed, sizeof missed) ||
        !run_matches(child.error.bytes, err, missed, sizeof missed))
        fail_msg("exit %d, '%s' is missing\n%s\n%s", child.code, missed, child.output.bytes,
                 child.error.bytes);
}

/* What an attribute of the device is; "" while it is written. */
static void read_attribute(const char *name, char text[16])
{
    char path[200];
    FILE *file;

    snprintf(path, sizeof path, "%s/sys/bus/usb/devices/1-10/%s", root, name);
    file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, 15, file)] = '\0';
    fclose(file);
}

static void check_attribute(const char *name, const char *wanted)
{
    char text[16];

    read_attribute(name, text);
    assert_string_equal(text, wanted);
}

static void await_attribute(const char *name, const char *wanted)
{
    double until = run_now() + 5 * run_slow();
    char text[16] = "";

    while (strcmp(text, wanted) != 0 && run_now() < until) {
        run_sleep(0.01);
        read_attribute(name, text);
    }
    assert_string_equal(text, wanted);
}

/* ---- usb config */

static void test_configure(void **state)
{
    (void)state;
    fake_kernel("configure");
    begin("--root %s -t {5} usb config 1", NULL);
    end(0,
        "USB 1-10 has configuration 1 after |1199:901f  Sierra EM7355\n|configuration 1 of 2\n|"
        "  ports     ttyUSB7   at   qcserial  interface 3\n"
        "            cdc-wdm0  qmi  qmi_wwan  interface 8\n",
        "");
    assert_true(child.seconds > 0.4);
    check_attribute("bConfigurationValue", "1");
    child_wait(&kernel);
}

static void test_configure_json(void **state)
{
    (void)state;
    fake_kernel("configure");
    begin("--root %s -j -t {5} usb config 1", NULL);
    end(0, "{\"bus\":\"usb\",\"address\":\"1-10\",|\"configuration\":1,|\"name\":\"cdc-wdm0\"", "");
    assert_true(json_lines(child.output.bytes, child.output.length));
    child_wait(&kernel);
}

/* The configuration that it is in: nothing is written. */
static void test_configure_same(void **state)
{
    (void)state;
    begin("--root %s usb config 2", NULL);
    end(0, "USB 1-10 has configuration 2 after 0.|cdc-wdm0    mbim", "");
    check_attribute("bConfigurationValue", "2\n");
}

/* No port comes; and one comes, but its file in /dev does not. */
static void test_configure_nothing(void **state)
{
    (void)state;
    begin("--root %s -t {0.6} usb config 1", NULL);
    end(4, "", "usb config 1: 1-10 has no control port; are its drivers loaded?");
}

static void test_configure_half(void **state)
{
    (void)state;
    fake_kernel("half");
    begin("--root %s -t {1} usb config 1", NULL);
    end(4, "", "sysfs has cdc-wdm0, but there is no /dev/cdc-wdm0");
    child_wait(&kernel);
}

static void test_configure_refused(void **state)
{
    struct run_options nobody = {.nobody = true};

    (void)state;
    shell("chmod 444 $ROOT/sys/bus/usb/devices/1-10/bConfigurationValue");
    begin("--root %s usb config 1", &nobody);
    end(3, "", "cannot write 1 to|bConfigurationValue: permission denied; run as root");
    shell("rm $ROOT/sys/bus/usb/devices/1-10/bConfigurationValue");
    begin("--root %s usb config 1", NULL);
    end(3, "", "bConfigurationValue: no such file");
}

static void test_configure_interrupted(void **state)
{
    (void)state;
    begin("--root %s usb config 1", NULL);
    await_attribute("bConfigurationValue", "1");
    kill(child.pid, SIGTERM);
    end(143, "", "");
    assert_true(child.seconds < 2 * run_slow());
}

/* ---- usb reset */

static void test_reset(void **state)
{
    (void)state;
    fake_kernel("reattach");
    begin("--root %s -t {5} usb reset", NULL);
    end(0, "USB 1-10 has configuration 2 after |  ports     cdc-wdm1  mbim  cdc_mbim", "");
    check_attribute("authorized", "1");
    child_wait(&kernel);
}

static void test_reset_lost(void **state)
{
    (void)state;
    fake_kernel("vanish");
    begin("--root %s -t {1} usb reset", NULL);
    end(4, "", "usb reset: no modem is at USB 1-10");
    child_wait(&kernel);
}

/* A signal while it is detached, which lasts here as its ports do not go: it is attached
 * again. */
static void test_reset_interrupted(void **state)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(signals); i++) {
        begin("--root %s usb reset", NULL);
        await_attribute("authorized", "0");
        kill(child.pid, signals[i]);
        end(128 + signals[i], "", "");
        check_attribute("authorized", "1");
    }
}

static void test_reset_refused(void **state)
{
    struct run_options nobody = {.nobody = true};

    (void)state;
    shell("chmod 444 $ROOT/sys/bus/usb/devices/1-10/authorized");
    begin("--root %s usb reset", &nobody);
    end(3, "", "cannot write 0 to|authorized: permission denied; run as root");
    check_attribute("authorized", "1\n");
}

/* ---- With a modem behind */

static void serve(struct server *server, const char *specification)
{
    char path[120];

    snprintf(path, sizeof path, "%s/dev/cdc-wdm0", root);
    assert_int_equal(unlink(path), 0);
    server_begin(server, specification, path);
    assert_true(child_await(&server->child, "\n"));
}

static void test_unlock(void **state)
{
    static struct server server;

    (void)state;
    serve(&server, "em7355");
    fake_kernel("reattach");
    begin("--root %s -t {5} unlock --reset --power-on", NULL);
    end(0,
        "dev/cdc-wdm1, Sierra EM7355 (1199:901f)\n  before  operating mode low-power|"
        "unlock  sierra: the lock was on and is off\n  reset   back as |dev/cdc-wdm1 after |"
        " s: the lock stays off\n  after   operating mode online",
        "");
    child_wait(&kernel);
    server_stop(&server, SIGTERM);
    assert_int_equal(server_left(&server), 0);
}

static void test_unlock_json(void **state)
{
    static struct server server;

    (void)state;
    serve(&server, "em7355");
    fake_kernel("reattach");
    begin("--root %s -t {5} -j unlock --reset", NULL);
    end(0, "\"lock_before\":\"on\",\"lock_after\":\"off\",|\"reset\":{\"lock_before\":\"off\",",
        "");
    assert_true(json_lines(child.output.bytes, child.output.length));
    child_wait(&kernel);
    server_stop(&server, SIGTERM);
}

/* It does not come back. */
static void test_unlock_lost(void **state)
{
    static struct server server;

    (void)state;
    serve(&server, "em7355");
    fake_kernel("vanish");
    begin("--root %s -t {1.5} unlock --reset", NULL);
    end(4, "", "unlock --reset: no modem is at USB 1-10");
    child_wait(&kernel);
    server_stop(&server, SIGTERM);
}

static void test_composition(void **state)
{
    static struct server server;

    (void)state;
    serve(&server, "em7355");
    begin("--root %s -t {5} -v usb composition 9 --reset", NULL);
    assert_true(child_await(&child, "set-operating-mode request #3"));
    fake_kernel("restart");
    end(0, "USB 1-10 has configuration 2 after |cdc-wdm2  mbim",
        "swi-set-usb-composition request|set-operating-mode request");
    child_wait(&kernel);
    server_stop(&server, SIGTERM);
}

/* A module that goes on as if nothing was said. */
static void test_composition_ignored(void **state)
{
    static struct server server;

    (void)state;
    serve(&server, "em7355");
    begin("--root %s -t {1} usb composition 9 --reset", NULL);
    end(4, "", "usb composition 9: the modem 1-10 has not restarted");
    server_stop(&server, SIGTERM);
}

#define WITH_TREE(test) cmocka_unit_test_setup_teardown(test, copy_tree, remove_tree)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        WITH_TREE(test_configure),
        WITH_TREE(test_configure_json),
        WITH_TREE(test_configure_same),
        WITH_TREE(test_configure_nothing),
        WITH_TREE(test_configure_half),
        WITH_TREE(test_configure_refused),
        WITH_TREE(test_configure_interrupted),
        WITH_TREE(test_reset),
        WITH_TREE(test_reset_lost),
        WITH_TREE(test_reset_interrupted),
        WITH_TREE(test_reset_refused),
        WITH_TREE(test_unlock),
        WITH_TREE(test_unlock_json),
        WITH_TREE(test_unlock_lost),
        WITH_TREE(test_composition),
        WITH_TREE(test_composition_ignored),
    };

    return cmocka_run_group_tests_name("usb", tests, NULL, NULL);
}
