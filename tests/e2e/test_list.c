/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* list, and -d: in the trees of fixtures/, and in copies of them where a simulated
 * modem serves the port. Reads them below the working directory. */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define IN(tree) "--root fixtures/sysfs-" tree " "

static const struct row list_rows[] = {
    {IN("em7355") "list", 0,
     "1199:901f  Sierra EM7355\n"
     "  at        USB 1-10, configuration 2 of 2\n"
     "  maker     Sierra Wireless, Incorporated\n"
     "  product   EM7355\n"
     "  lock      sierra\n"
     "  ports     cdc-wdm0    mbim     cdc_mbim  interface 12\n"
     "            wwan0mbim0  mbim     cdc_mbim  interface 12\n"
     "            wwan0       network  cdc_mbim  interface 12\n"
     "  open      cdc-wdm0 by mbim-proxy (pid 701): use -p, or stop it\n"
     "|!ttyUSB0|!enp0s31f6|!TEST000000000001|!0403:6001",
     "", 0},
    {IN("em7355") "--personal list", 0, "  serial    TEST000000000001\n", "", 0},
    {IN("em7355") "-j list", 0,
     "{\"bus\":\"usb\",\"address\":\"1-10\",\"vendor\":\"1199\",\"product\":\"901f\","
     "\"driver\":null,\"module\":\"Sierra EM7355\","
     "\"manufacturer\":\"Sierra Wireless, Incorporated\",\"name\":\"EM7355\",\"serial\":null,"
     "\"lock\":\"sierra\",\"configuration\":2,\"configurations\":2,\"ports\":[{\"name\":\"cdc-"
     "wdm0\",\"path\":\"/dev/cdc-wdm0\","
     "\"kind\":\"cdc-wdm\",\"protocol\":\"mbim\",\"driver\":\"cdc_mbim\",\"interface\":12,"
     "\"open_by\":[{\"pid\":701,\"name\":\"mbim-proxy\"}],\"open_by_omitted\":0},"
     "{\"name\":\"wwan0mbim0\",|{\"name\":\"wwan0\",\"path\":null,\"kind\":\"net\","
     "\"protocol\":null,\"driver\":\"cdc_mbim\",\"interface\":12,\"open_by\":[],"
     "\"open_by_omitted\":0}],\"ports_omitted\":0,\"open_by_complete\":true}\n",
     "", 0},
    {IN("em7355") "-j --personal list", 0, "\"serial\":\"TEST000000000001\"", "", 0},
    {IN("em7455-qmi") "list", 0,
     "1199:9079  Sierra EM7455\n|USB 2-4, configuration 1 of 1\n|Qualcomm\xc2\xae|"
     "  ports     ttyUSB0    diag     qcserial  interface 0\n"
     "            ttyUSB1    nmea     qcserial  interface 2\n"
     "            ttyUSB2    at       qcserial  interface 3\n"
     "            cdc-wdm0   qmi      qmi_wwan  interface 8\n|"
     "wwan1      network  qmi_wwan  interface 10\n"
     "  open      ttyUSB2 by ModemManager (pid 598)\n"
     "  open      cdc-wdm0 by qmi-proxy (pid 640): use -p, or stop it\n",
     "", 0},
    {IN("em7455-no-driver") "list", 0, "1199:9079|  ports     none: no driver has taken it\n", "",
     0},
    {IN("em7455-no-driver") "-j list", 0, "\"ports\":[],", "", 0},
    {IN("two-modems") "list", 0,
     "USB 1-4.1,|cdc-wdm0|interface 12\n\n1199:9079|USB 1-4.10,|cdc-wdm1", "", 0},
    {IN("two-modems") "-j list", 0, "\"1-4.1\"|}\n{|\"1-4.10\"", "", 0},
    {IN("two-modems") "-d 1-4.10 list", 0, "1199:9079|USB 1-4.10,|!1-4.1,", "", 0},
    {IN("two-modems") "-d /dev/cdc-wdm0 list", 0, "USB 1-4.1,|!1-4.10", "", 0},
    {IN("two-modems") "-d 1-5 list", 3, "", "there is no modem 1-5", 0},
    {IN("huawei") "list", 0,
     "12d1:1506  HUAWEI Mobile\n|lock      none known\n|ttyUSB0   serial   option          |"
     "cdc-wdm0  at       huawei_cdc_ncm  interface 1\n",
     "", 0},
    {IN("fm350") "list", 0,
     "14c3:4d75  modem\n  at        PCI 0000:08:00.0, driver mtk_t7xx\n|"
     "  ports     wwan0at0    at       mtk_t7xx\n"
     "            wwan0mbim0  mbim     mtk_t7xx\n"
     "            wwan0       network  mtk_t7xx\n",
     "", 0},
    {IN("fm350") "-j list", 0,
     "\"bus\":\"pci\",\"address\":\"0000:08:00.0\"|\"configuration\":null|\"interface\":null", "",
     0},
    {IN("xmm7360") "list", 0, "8086:7360|wwan0xmmrpc0  xmmrpc  iosm\n", "", 0},
    {IN("none") "list", 3, "", "there is no modem", 0},
    {IN("none") "-d 1-5 list", 3, "", "there is no modem 1-5", 0},
    {IN("none") "-j list", 3, "", "there is no modem", 0},
    {IN("nowhere") "list", 3, "", "no sysfs at fixtures/sysfs-nowhere/sys", 0},
    {"--root '' list now", 2, "", "'now' is too much", 0},
    {"list --help", 0, "usage: wdmctl list|Exit code 3|--root DIR", "", 0},
};

static void test_list(void **state)
{
    (void)state;
    rows_play(list_rows, COUNT(list_rows));
}

/* ---- Choosing, where nothing serves the port: the error says which it was */

static const struct row choose_rows[] = {
    {IN("em7355") "info", 3, "", "no socket fixtures/sysfs-em7355/dev/cdc-wdm0|sim --listen", 0},
    {IN("em7355") "-d 1-10 info", 3, "", "sysfs-em7355/dev/cdc-wdm0", 0},
    {IN("em7355") "-d 1199:901f info", 3, "", "sysfs-em7355/dev/cdc-wdm0", 0},
    {IN("em7355") "-d wwan0mbim0 info", 3, "", "sysfs-em7355/dev/wwan0mbim0", 0},
    {IN("em7355") "-d cdc-wdm7 info", 3, "", "sysfs-em7355/dev/cdc-wdm7", 0},
    {IN("em7355") "-d /dev/cdc-wdm7 info", 3, "", "sysfs-em7355/dev/cdc-wdm7", 0},
    {IN("em7355") "-d 1-11 info", 3, "", "no modem 1-11|there is 1-10 (1199:901f, cdc-wdm0)", 0},
    {IN("two-modems") "info", 3, "",
     "several modems: 1-4.1 (1199:9079, cdc-wdm0), 1-4.10 (1199:9079, cdc-wdm1)|'-d 1-4.1'", 0},
    {IN("two-modems") "-d 1199:9079 info", 3, "", "several modems", 0},
    {IN("two-modems") "-d 1-4.10 info", 3, "", "/dev/cdc-wdm1", 0},
    {IN("fm350") "-d 0000:08:00.0 info", 3, "", "/dev/wwan0mbim0", 0},
    {IN("xmm7360") "info", 3, "", "8086:7360) has no control port, but wwan0at0, wwan0xmmrpc0", 0},
    {IN("none") "info", 3, "", "there is no modem", 0},
    {IN("nowhere") "info", 3, "", "no sysfs", 0},
    {"-d 9-9 info", 3, "", "9-9", 0},
    {"-d ffff:ffff info", 3, "", "ffff:ffff", 0},
};

static void test_choose(void **state)
{
    (void)state;
    rows_play(choose_rows, COUNT(choose_rows));
}

/* ---- A copy of a tree, where a simulated modem serves the port */

static char root[100];

static void shell(const char *command)
{
    assert_int_equal(system(command), 0);
}

static void copy_tree(void)
{
    snprintf(root, sizeof root, "/tmp/wdmctl-list-XXXXXX");
    assert_non_null(mkdtemp(root));
    assert_int_equal(setenv("ROOT", root, 1), 0);
    shell("cp -R fixtures/sysfs-em7355/. $ROOT && mkdir $ROOT/dev");
}

static void serve(struct server *server, const char *specification)
{
    char path[120];

    snprintf(path, sizeof path, "%s/dev/cdc-wdm0", root);
    server_begin(server, specification, path);
    assert_true(child_await(&server->child, "\n"));
}

static void play(const char *format, int code, const char *out, const char *err)
{
    static struct child child;
    char arguments[300], missed[256] = "";

    snprintf(arguments, sizeof arguments, format, root);
    run(&child, arguments);
    if (child_defect(&child) != NULL || child.code != code ||
        !run_matches(child.output.bytes, out, missed, sizeof missed) ||
        !run_matches(child.error.bytes, err, missed, sizeof missed))
        fail_msg("%s: exit %d, '%s' is missing\n%s\n%s", arguments, child.code, missed,
                 child.output.bytes, child.error.bytes);
}

/* Without -d, and by each name: the ids come from sysfs. */
static void test_served(void **state)
{
    static struct server server;

    (void)state;
    copy_tree();
    serve(&server, "em7355");
    play("--root %s unlock", 0, "dev/cdc-wdm0, Sierra EM7355 (1199:901f)|was on and is off", "");
    play("--root %s -d 1-10 info", 0, "EM7355", "");
    play("--root %s -d 1199:901f radio", 0, "operating mode", "");
    play("--root %s probe", 0, "MBIM", "");
    server_stop(&server, 15);
    shell("rm -r $ROOT");
}

/* A port that another program has open, and that is silent: the error names it. */
static void test_shared(void **state)
{
    static struct server server;

    (void)state;
    copy_tree();
    serve(&server, "silent");
    play("--root %s -t {0.5} info", 4, "",
         "not answer in time; mbim-proxy (pid 701) has /dev/cdc-wdm0 open: use -p, or stop it");
    shell("rm -r $ROOT/proc/701");
    play("--root %s -t {0.5} info", 4, "", "not answer in time|!proxy");
    play("--root %s -d cdc-wdm0 -t {0.5} info", 4, "", "not answer in time|!serial");
    server_stop(&server, 15);
    shell("rm -r $ROOT");
}

/* Who is not root cannot see what others have open: said once, and no error. */
static void test_unreadable(void **state)
{
    static struct child child;
    struct run_options nobody = {.nobody = true};
    char arguments[200];

    (void)state;
    copy_tree();
    shell("chmod 755 $ROOT && chmod 0 $ROOT/proc/701/fd $ROOT/proc/612/fd");
    snprintf(arguments, sizeof arguments, "--root %s list", root);
    child_start(&child, arguments, &nobody);
    child_wait(&child);
    assert_int_equal(child.code, 0);
    assert_non_null(strstr(child.output.bytes, "interface 12\n"));
    assert_null(strstr(child.output.bytes, "mbim-proxy"));
    assert_string_equal(child.error.bytes, "wdmctl: what 2 processes have open is hidden: root "
                                           "sees who has a port open\n");
    snprintf(arguments, sizeof arguments, "--root %s -j list", root);
    child_start(&child, arguments, &nobody);
    child_wait(&child);
    assert_int_equal(child.code, 0);
    assert_non_null(strstr(child.output.bytes, "\"open_by_complete\":false}\n"));
    shell("chmod 700 $ROOT/proc/*/fd && rm -r $ROOT");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),       cmocka_unit_test(test_choose),
        cmocka_unit_test(test_served),     cmocka_unit_test(test_shared),
        cmocka_unit_test(test_unreadable),
    };

    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
