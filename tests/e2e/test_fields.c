/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fields given, found and misspelt; values from files; and the versions of MBIMEx,
 * by which fields differ. */
#include "rows.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- FIELD=@FILE */

static void make_file(const char *name, const void *bytes, size_t length)
{
    char path[256];
    int fd;

    snprintf(path, sizeof path, "%s/%s", run_folder(), name);
    fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, length), (ssize_t)length);
    close(fd);
}

#define QMI_TRACE  "-d sim:em7355-qmi -vv --personal qmi dms "
#define MBIM_TRACE "-d sim:em7355 -vv --personal mbim basic-connect "

static const struct row file_rows[] = {
    /* Bytes as they are; numbers and names as they are typed; text with all in it. */
    {QMI_TRACE "write-user-data user_data=@{tmp}/bytes", 1, "",
     "> QMI dms write-user-data|01 06 00 04 00 01 FF 2C 00", 0},
    {QMI_TRACE "write-user-data user_data=@{tmp}/empty", 1, "", "01 02 00 00 00", 0},
    {QMI_TRACE "set-operating-mode mode=@{tmp}/number", 0, NULL, "low-power (1)|01 01 00 01", 0},
    {QMI_TRACE "set-operating-mode mode=low-power tlv_0x30=@{tmp}/bytes", 0, NULL,
     "30 04 00 01 FF 2C 00", 0},
    {QMI_TRACE "activate-automatic activation_code=@{tmp}/text", 1, "", "05 40 61 20 62 0A", 0},
    {QMI_TRACE "activate-automatic activation_code=@@a", 1, "", "02 40 61", 0},
    {QMI_TRACE "activate-automatic activation_code=a@b", 1, "", "03 61 40 62", 0},
    {MBIM_TRACE "service-activation buffer=@{tmp}/bytes", 1, "", "04 00 00 00 01 FF 2C 00", 0},
    {MBIM_TRACE "connect set session_id=0 activation_command=activate context_type=internet "
                "access_string=@{tmp}/text",
     1, "", "40 00 61 00 20 00 62 00 0A 00", 0},
    /* Mistakes, before any port is opened. */
    {"qmi dms write-user-data user_data=@{tmp}/none", 2, NULL, "user_data|none|no such file", 0},
    {"qmi dms write-user-data user_data=@{tmp}", 2, NULL, "user_data|no plain file", 0},
    {"qmi dms write-user-data user_data=@/dev/zero", 2, NULL, "user_data|no plain file", 0},
    {"qmi dms write-user-data user_data=@{tmp}/pipe", 2, NULL, "no plain file", 0.5},
    {"qmi dms write-user-data user_data=@{tmp}/long", 2, NULL, "longer than 65536 bytes", 0},
    {"qmi dms write-user-data user_data=@{tmp}/most", 2, NULL, "65536 members are too many", 0},
    {"qmi dms write-user-data user_data=@{tmp}/most tlv_0x10=@{tmp}/bytes", 2, NULL,
     "tlv_0x10|longer than 0 bytes", 0},
    {"qmi dms write-user-data user_data=@", 2, NULL, "user_data|name of a file|'@@'", 0},
    {"qmi dms set-operating-mode mode=@{tmp}/bytes", 2, NULL, "mode|one of online", 0},
    {"mbim basic-connect register-state set register_action=@{tmp}/number "
     "provider_id=@{tmp}/bytes",
     2, NULL, "provider_id|is not text", 0},
};

static void test_files(void **state)
{
    static const char many[65537];
    char path[256];

    (void)state;
    make_file("bytes", "\x01\xff,\x00", 4);
    make_file("text", "@a b\n", 5);
    make_file("number", " 1\r\n", 4);
    make_file("empty", "", 0);
    make_file("most", many, 65536);
    make_file("long", many, 65537);
    snprintf(path, sizeof path, "%s/pipe", run_folder());
    assert_int_equal(mkfifo(path, 0600), 0);
    rows_play(file_rows, COUNT(file_rows));
}

/* ---- What is wrong with fields, in words */

static const struct row mistake_rows[] = {
    {"qmi dms set-operating-mode", 2, NULL,
     "dms set-operating-mode: mode: required, one of online, low-power", 0},
    {"qmi dms uim-verify-pin info.pin_id=pin", 2, NULL, "info.pin: required, text of up to 255", 0},
    {"qmi dms uim-verify-pin info=1", 2, NULL, "info: a structure|info.NAME", 0},
    {"qmi dms uim-verify-pin info.pn=1", 2, NULL, "no field \"info.pn\"|\"info.pin\"", 0},
    {"qmi dms uim-verify-pin pin[0]=1", 2, NULL, "pin[0]|info.pin", 0},
    {"qmi dms set-operating-mode mode=300", 2, NULL, "mode: 300 does not fit u8 (0 to 255)", 0},
    {"qmi dms set-operating-mode mode=online mode=online", 2, NULL, "mode: given twice", 0},
    {"qmi dms set-operating-mode mode=online tlv_0x01=00", 2, NULL, "by name and as tlv_0x01", 0},
    {"qmi dms write-user-data user_data=0g", 2, NULL, "\"0g\" is not up to 65535 bytes in hex", 0},
    {"qmi dms set-time time_value=noon", 2, NULL, "time_value|noon", 0},
    {"qmi nas get-signal-strength request_mask=rsi", 2, NULL,
     "request_mask|\"rsi\"|did you mean \"rssi\"|any of", 0},
    {"mbim basic-connect radio-state set", 2, NULL,
     "basic-connect radio-state: radio_state: required, one of off, on", 0},
    {"mbim basic-connect connect set session_id=0 activation_command=activate "
     "context_type=intrnet",
     2, NULL, "context_type|\"intrnet\"|a UUID", 0},
    {"mbim basic-connect ip-configuration query session_id=0 ipv4_gateway=1.2.3", 2, NULL,
     "ipv4_gateway|\"1.2.3\"|an IPv4 address", 0},
    {"mbim basic-connect ip-configuration query session_id=0 ipv4_dns_server_count=2 "
     "ipv4_dns_server=1.2.3.4",
     2, NULL, "ipv4_dns_server_count: 2, but ipv4_dns_server has 1|left out", 0},
    {"mbim basic-connect pin set pin_type=pin1 pin_operation=enter pin[0]=1234", 2, NULL,
     "pin[0]: not a list", 0},
    /* What no QMUX message reaches, whatever port there is. */
    {"qmi ssc control", 2, NULL, "ssc|only on QRTR", 0},
    {"-d /dev/nonexistent qmi ssc control", 2, NULL, "only on QRTR", 0},
    {"-d sim:em7355 qmi imsdcm pdp-activate-request", 2, NULL, "imsdcm|only on QRTR", 0},
    {"qmi ssc", 0, "0x0020  control", NULL, 0},
    {"qmi ssc control --help", 0, "request|response", NULL, 0},
};

static void test_mistakes(void **state)
{
    (void)state;
    rows_play(mistake_rows, COUNT(mistake_rows));
}

/* ---- --find */

static const struct row find_rows[] = {
    {"qmi --find set-operating-mode", 0, "qmi dms set-operating-mode\n", NULL, 0},
    {"qmi --find 'SET operating_Mode'", 0, "qmi dms set-operating-mode\n", NULL, 0},
    {"qmi dms --find persistent-low", 0,
     "qmi dms set-operating-mode mode=persistent-low-power\n|"
     "qmi dms get-operating-mode response mode=persistent-low-power\n|"
     "qmi dms event-report indication operating_mode=persistent-low-power\n|!nas",
     NULL, 0},
    {"qmi --find rsrp", 0, "qmi nas get-signal-info response lte_signal_strength.rsrp=\n", NULL, 0},
    {"qmi nas --find cell[", 0,
     "qmi nas get-cell-location-info response intrafrequency_lte_info_v2.cell[0].rsrp=\n", NULL, 0},
    {"qmi --find nas", 0, "qmi nas\n", NULL, 0},
    {"mbim --find radio-switcher", 1, "", "mbim: nothing is named 'radio-switcher'", 0},
    {"mbim basic-connect --find sw-radio", 0,
     "mbim basic-connect radio-state response sw_radio_state=\n|"
     "mbim basic-connect radio-state indication sw_radio_state=\n",
     NULL, 0},
    {"mbim --find radio_state", 0,
     "mbim basic-connect radio-state\n|mbim basic-connect radio-state set radio_state=\n|"
     "mbim quectel radio-state",
     NULL, 0},
    /* What a newer MBIMEx has added says so, what it has kept is told once. */
    {"mbim --find media_pref", 0,
     "mbim basic-connect connect set media_preference= --mbimex 3\n|!media_preference=\n", NULL, 0},
    {"mbim basic-connect --find activation_command", 0,
     "mbim basic-connect connect set activation_command=\n|!--mbimex", NULL, 0},
    {"mbim --find ms-basic", 0, "mbim ms-basic-connect-extensions\n", NULL, 0},
    {"-j mbim --find media_pref", 0,
     "{\"protocol\":\"mbim\",\"service\":\"basic-connect\",\"message\":\"connect\",\"part\":"
     "\"set\","
     "\"field\":\"media_preference\",\"value\":null,\"mbimex\":3}\n",
     NULL, 0},
    {"-j qmi dms --find persistent-low", 0,
     "\"part\":\"request\",\"field\":\"mode\",\"value\":\"persistent-low-power\"", NULL, 0},
    {"-j qmi --find set-operating-mode", 0, "\"part\":null,\"field\":null", NULL, 0},
    {"--schema fixtures/acme.schema qmi --find b28", 0,
     "qmi acme get-widget response widget.bands=b28\n", NULL, 0},
    {"qmi --find frobnicate", 1, "", "qmi: nothing is named 'frobnicate'", 0},
    {"qmi dms --find rsrp", 1, "", "nothing", 0},
    {"qmi --find ''", 2, NULL, "empty word", 0},
    {"qmi --find", 2, NULL, "--find wants WORD", 0},
    {"qmi dms get-ids --find x", 2, NULL, "'get-ids' is too much", 0},
    {"qmi dns --find x", 2, NULL, "did you mean 'dms'?", 0},
};

static void test_find(void **state)
{
    (void)state;
    rows_play(find_rows, COUNT(find_rows));
}

/* ---- --mbimex */

#define EX3 "-d sim:mbimex3 --mbimex 3 mbim basic-connect "
#define EX2 "-d sim:mbimex3 --mbimex 2 mbim basic-connect "
#define EX1 "-d sim:mbimex3 mbim basic-connect "

static const struct row mbimex_rows[] = {
    {EX1 "packet-service", 0, "highest_available_data_class|lte|!frequency_range", NULL, 0},
    {EX2 "packet-service", 0, "current_data_class|5g-nsa|frequency_range|!tai", NULL, 0},
    {EX3 "packet-service", 0, "highest_available_data_class|5g-nr|tai.tac", NULL, 0},
    {EX1 "register-state", 0, "home|!preferred_data_classes", NULL, 0},
    {EX2 "register-state", 0, "home|preferred_data_classes", NULL, 0},
    {EX3 "register-state", 0, "home|preferred_data_classes", NULL, 0},
    {EX1 "signal-state", 0, "rssi|!rsrp", NULL, 0},
    {EX3 "signal-state", 0, "rsrp_snr[0].rsrp|5g-nsa", NULL, 0},
    {EX1 "connect query session_id=0", 0, "deactivated|!media_preference", NULL, 0},
    {EX3 "connect query session_id=0", 0, "media_preference  3gpp|access_string", NULL, 0},
    {EX3 "subscriber-ready-status", 0, "flags|sim-removable", NULL, 0},
    {"-d sim:mbimex3 --mbimex=3.0 mbim ms-basic-connect-extensions device-caps", 0,
     "nr_band_class|1, 78|firmware_info", NULL, 0},
    {"-d sim:mbimex3 --mbimex 3 mbim ms-basic-connect-extensions modem-configuration", 0,
     "configuration_name|Test PLMN", NULL, 0},
    {"-d sim:mbimex3 --mbimex 1 -v mbim basic-connect radio-state", 0, NULL, "!version", 0},
    {"-d sim:mbimex3 -v mbim basic-connect radio-state", 0, NULL, "!version", 0},
    {"-j " EX3 "packet-service", 0, "\"tai\":{", NULL, 0},
    /* A field of one version only, before any port is opened. */
    {EX3 "connect set session_id=0 activation_command=activate context_type=internet "
         "media_preference=3gpp access_string=internet",
     0, "activation_state  activated|media_preference", NULL, 0},
    {EX2 "connect set session_id=0 activation_command=activate context_type=internet "
         "media_preference=3gpp",
     2, NULL, "no field \"media_preference\"", 0},
    /* The exchange is like any other; a trace follows it. */
    {"-d sim:mbimex3 mbim ms-basic-connect-extensions version mbim_version=0x100 "
     "mbim_extended_version=0x400",
     0, "mbim_extended_version  3.0", NULL, 0},
    {"-d sim:mbimex3 --mbimex 3 -vv mbim basic-connect packet-service", 0, "tai.tac",
     "ms-basic-connect-extensions version query|ms-basic-connect-extensions version response|"
     "data_subclass",
     0},
    {"-d sim:mbimex3,noise --mbimex 3 -vv mbim basic-connect radio-state", 0, NULL,
     "rsrp_snr[0].rsrp", 0},
    {"-d sim:mbimex3 --mbimex 3 send "
     "0300000030000000080000000100000000000000A289CC33BCBB8B4FB6B0133EC2AAE6DF0A000000000000000000"
     "0000",
     0, "packet-service|tai.tac", NULL, 0},
    {"-d sim:mbimex3 send "
     "0300000034000000070000000100000000000000"
     "3D01DCC5FEF54D050D3ABEF7058E9AAF0F000000000000000400000000010003 "
     "0300000030000000080000000100000000000000A289CC33BCBB8B4FB6B0133EC2AAE6DF0A000000000000000000"
     "0000",
     0, "version response|packet-service|tai.tac", NULL, 0},
    /* Faults do not matter to it more than to others. */
    {"-d sim:mbimex3,first-open-lost,frag=64,split=7 --mbimex 3 mbim basic-connect packet-service",
     0, "tai.tac", NULL, 4},
    {"-d sim:mbimex3,drop=3 -t {0.5} --mbimex 3 mbim basic-connect packet-service", 4, "",
     "agreeing on MBIMEx 3.0", 0.8},
    {"-d sim:mbimex3,unplug=3 --mbimex 3 mbim basic-connect packet-service", 5, "",
     "agreeing on MBIMEx 3.0|unplugged", 0.5},
    /* Modems that cannot. */
    {"-d sim:em7355 --mbimex 3 mbim basic-connect device-caps", 1, "",
     "agreeing on MBIMEx 3.0|speaks MBIM 1.0|--mbimex 1", 0},
    {"-d sim:mbim-only --mbimex 2 info", 1, "", "agreeing on MBIMEx 2.0|speaks MBIM 1.0", 0},
    {"-d sim:em7355 --mbimex 1 mbim basic-connect device-caps", 0, "lte", NULL, 0},
    {"-d sim:em7355-qmi --mbimex 3 qmi dms get-ids", 2, NULL, "MBIMEx is for MBIM|QMI", 0},
    {"--mbimex 4 mbim basic-connect device-caps", 2, NULL, "'4' is none of 1, 2, 3", 0},
    {"--mbimex 0 mbim basic-connect device-caps", 2, NULL, "'0'", 0},
    {"--mbimex 3.1 mbim basic-connect device-caps", 2, NULL, "'3.1'", 0},
    {"--mbimex '' mbim basic-connect device-caps", 2, NULL, "''", 0},
    {"mbim basic-connect device-caps --mbimex", 2, NULL, "--mbimex wants VERSION", 0},
    /* What help says of versions. */
    {"mbim basic-connect packet-service --help", 0,
     "response:|response, MBIMEx 2.0:|response, MBIMEx 3.0:|!query, MBIMEx", NULL, 0},
    {"mbim ms-basic-connect-extensions", 0, "query; MBIMEx 2.0|query, indication; MBIMEx 3.0", NULL,
     0},
    {"sim", 0, "mbimex3", NULL, 0},
};

static void test_mbimex(void **state)
{
    (void)state;
    rows_play(mbimex_rows, COUNT(mbimex_rows));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_mbimex),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
