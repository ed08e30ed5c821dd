/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * "wdmctl sim PERSONALITY --proxy" seen by those it is made for: what mbimcli -p and
 * qmicli -p ask, and what they make of the answers. The answers are those of the
 * personality; the words around them are the peer's (libmbim 1.28, libqmi 1.32).
 */
#include "peers.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* A command of a peer, in order of the table: its arguments, its exit code, and what
 * it prints, as run_matches has it, on whatever stream. */
struct row {
    enum peer_program program;
    int code;
    const char *arguments;
    const char *wanted;
};

#define MBIM(arguments, ...)                                                                       \
    {                                                                                              \
        PEER_MBIMCLI, 0, arguments, __VA_ARGS__                                                    \
    }
#define QMI(arguments, ...)                                                                        \
    {                                                                                              \
        PEER_QMICLI, 0, arguments, __VA_ARGS__                                                     \
    }
#define INSIDE(arguments, ...)                                                                     \
    {                                                                                              \
        PEER_QMICLI_OVER_MBIM, 0, arguments, __VA_ARGS__                                           \
    }
#define MBIM_REFUSED(arguments, ...)                                                               \
    {                                                                                              \
        PEER_MBIMCLI, 1, arguments, __VA_ARGS__                                                    \
    }
#define QMI_REFUSED(arguments, ...)                                                                \
    {                                                                                              \
        PEER_QMICLI, 1, arguments, __VA_ARGS__                                                     \
    }

/* ---- A proxy of ours: the peers know one place to look for it */

static struct server server;

/* After a test that failed before it did. */
static int proxy_teardown(void **state)
{
    (void)state;
    server_kill(&server);
    return 0;
}

static void check(const struct row *row, const struct child *child)
{
    char missed[256];
    char text[2 * RUN_TEXT + 2];

    snprintf(text, sizeof text, "%s%s", child->output.bytes, child->error.bytes);
    if (child_defect(child) != NULL || child->code != row->code)
        fail_msg("%s: exit code %d, not %d: %s", row->arguments, child->code, row->code, text);
    if (!run_matches(text, row->wanted, missed, sizeof missed))
        fail_msg("%s: no '%s' in: %s", row->arguments, missed, text);
}

static void check_rows(const char *personality, const struct row *rows, size_t count)
{
    static struct child child;
    size_t i;

    server_start_proxy(&server, personality);
    for (i = 0; i < count; i++) {
        peer_run(&child, rows[i].program, rows[i].arguments);
        check(&rows[i], &child);
    }
    server_stop_clean(&server);
}

/* ---- MBIM, and QMI inside it */

static const struct row mbim_locked[] = {
    MBIM("--noop", "!error"),
    MBIM("--query-device-caps",
         "Device type: 'embedded'|Cellular class: 'gsm, cdma'|Voice class: 'no-voice'|"
         "SIM class: 'removable'|"
         "'gprs, edge, umts, hsdpa, hsupa, lte, 1xrtt, 1xevdo, 1xevdo-reva'|"
         "SMS caps: 'pdu-receive, pdu-send'|Ctrl caps: 'reg-manual'|Max sessions: '8'|"
         "Device ID: '004402110000019'|Firmware info: 'SWI9X15C_05.05.58.00'|"
         "Hardware info: 'EM7355'"),
    MBIM("--query-subscriber-ready-status",
         "Ready state: 'initialized'|Subscriber ID: '001010000000735'|"
         "SIM ICCID: '8988001010000007357'|Ready info: 'none'|(1) '15550100123'"),
    MBIM("--query-device-services",
         "Max DSS sessions: '0'|Services: (3)|[a289cc33-bcbb-8b4f-b6b0-133ec2aae6df]|"
         "device-caps (1)|packet-statistics (20)|Service: 'qmi'|"
         "[d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3]|msg (1)"),
    MBIM("--query-pin-state", "PIN state: 'unlocked'|PIN type: 'pin1'|Remaining attempts: '3'"),
    MBIM("--query-pin-list", "PIN1:|Mode: 'disabled'|PIN2:|Mode: 'enabled'|Format: 'numeric'|"
                             "Min length: '4'|Max length: '8'|Mode: 'not-supported'|Custom:"),
    MBIM("--query-home-provider", "Provider ID: '00101'|Provider name: 'Test PLMN'|"
                                  "State: 'home'|Cellular class: 'gsm'"),
    MBIM("--query-preferred-providers", "No preferred providers given"),
    MBIM("--query-provisioned-contexts", "Provisioned contexts (0)"),
    MBIM("--query-packet-statistics",
         "Octets (in): '0'|Packets (in): '0'|Errors (out): '0'|Octets (out): '0'"),
    MBIM("--query-connection-state",
         "Session ID: '0'|Activation state: 'deactivated'|Voice call state: 'none'|"
         "IP type: 'default'|Context type: 'none'"),
    MBIM_REFUSED("--query-ip-configuration", "ContextNotActivated"),
    /* Locked, and so off. */
    MBIM("--query-radio-state", "Hardware radio state: 'on'|Software radio state: 'off'"),
    MBIM("--query-registration-state", "Register state: 'deregistered'|"
                                       "Available data classes: 'unknown'|"
                                       "Provider ID: 'unknown'"),
    MBIM("--query-packet-service-state", "Packet service state: 'detached'"),
    MBIM("--query-signal-state", "RSSI [0-31,99]: '99'|Error rate [0-7,99]: '99'"),
    MBIM_REFUSED("--query-visible-providers", "RadioPowerOff"),
    MBIM_REFUSED("--set-radio-state=on", "OperationNotAllowed"),
    MBIM_REFUSED("--register-automatic", "NoDeviceSupport"),
    MBIM_REFUSED("--attach-packet-service", "NoDeviceSupport"),
    MBIM_REFUSED("--query-network-idle-hint", "NoDeviceSupport"),
    MBIM("--query-radio-state", "Software radio state: 'off'"),
    /* Unlocked through QMI inside MBIM, by a client of the same proxy. */
    INSIDE("--dms-get-operating-mode", "Mode: 'low-power'|HW restricted: 'no'"),
    INSIDE("--dms-set-fcc-authentication", "Successfully set FCC authentication"),
    MBIM("--set-radio-state=on", "Hardware radio state: 'on'|Software radio state: 'on'"),
    INSIDE("--dms-get-operating-mode", "Mode: 'online'"),
    INSIDE("--dms-get-ids", "IMEI: '004402110000019'|ESN: '0'|IMEI SV: '01'"),
    INSIDE("--dms-get-capabilities", "Max TX channel rate: '50000000'|"
                                     "'cdma20001x, evdo, gsm, umts, lte'"),
    MBIM("--query-radio-state", "Software radio state: 'on'"),
    MBIM("--query-visible-providers", "Visible providers (1)|Provider ID: '00101'|"
                                      "State: 'home, visible, registered'"),
    MBIM("--query-registration-state",
         "Network error: 'none'|Register state: 'home'|Register mode: 'automatic'|"
         "Available data classes: 'lte'|Current cellular class: 'gsm'|Provider ID: '00101'|"
         "Provider name: 'Test PLMN'|'packet-service-automatic-attach'"),
    MBIM("--query-packet-service-state",
         "Packet service state: 'attached'|Available data classes: 'lte'|"
         "Uplink speed: '50000000 bps'|Downlink speed: '100000000 bps'"),
    MBIM("--query-signal-state", "RSSI [0-31,99]: '21'|Signal strength interval: '5'"),
    MBIM("--set-radio-state=off", "Software radio state: 'off'"),
    MBIM("--query-registration-state", "Register state: 'deregistered'"),
};

static void test_mbim(void **state)
{
    (void)state;
    check_rows("em7355", mbim_locked, COUNT(mbim_locked));
}

/* ---- Raw QMI */

static const struct row qmi_locked[] = {
    QMI("--dms-noop", "!error"),
    QMI("--get-service-version-info", "ctl (1.5)|dms (1.14)"),
    QMI("--device-set-instance-id=5", "Link ID: '5'"),
    QMI("--device-open-version-info --dms-get-model", "Model: 'EM7355'"),
    QMI("--device-open-sync --dms-get-model", "Model: 'EM7355'"),
    QMI("--dms-get-ids", "ESN: '0'|IMEI: '004402110000019'|MEID: 'unknown'|IMEI SV: '01'"),
    QMI("--dms-get-capabilities",
        "Max TX channel rate: '50000000'|Max RX channel rate: '100000000'|"
        "Data Service: 'non-simultaneous-cs-ps'|SIM: 'supported'|"
        "Networks: 'cdma20001x, evdo, gsm, umts, lte'"),
    QMI("--dms-get-manufacturer", "Manufacturer: 'Sierra Wireless, Incorporated'"),
    QMI("--dms-get-model", "Model: 'EM7355'"),
    QMI("--dms-get-revision",
        "Revision: 'SWI9X15C_05.05.58.00 r27038 carmd-fwbuild1 2015/03/04 21:30:23'"),
    QMI("--dms-get-hardware-revision", "Revision: '1.0'"),
    QMI("--dms-get-software-version", "Software version: SWI9X15C_05.05.58.00"),
    QMI("--dms-get-msisdn", "MSISDN: '15550100123'"),
    QMI("--dms-get-power-state", "Power state: 'external-source'|Battery level: '0 %'"),
    QMI("--dms-get-time", "(x 1.25ms)|Time source: 'device'|"
                          "System time: '1120708800000 (ms): 2015-07-12 04:00:00'"),
    QMI("--dms-get-activation-state", "State: 'activated'"),
    QMI("--dms-get-user-lock-state", "Enabled: 'no'"),
    QMI("--dms-get-band-capabilities",
        "Bands: 'bc-0-a-system, bc-0-b-system, bc-1-all-blocks, gsm-dcs-1800, "
        "gsm-900-extended, gsm-900-primary, gsm-850, gsm-pcs-1900, wcdma-2100, "
        "wcdma-pcs-1900, wcdma-1700-us, wcdma-850-us, wcdma-900'|"
        "LTE bands: '2, 4, 5, 13, 17, 25'"),
    QMI("--dms-get-factory-sku", "SKU: '1102035'"),
    QMI("--dms-get-supported-messages", "0x0020|0x002E|!0x0021 |!0x0004"),
    QMI("--dms-uim-get-state", "State: 'initialization-completed'"),
    QMI("--dms-uim-get-iccid", "ICCID: '8988001010000007357'"),
    QMI("--dms-uim-get-imsi", "IMSI: '001010000000735'"),
    QMI("--dms-uim-get-pin-status",
        "PIN1:|Status: disabled|Verify: 3|Unblock: 10|PIN2:|Status: enabled-not-verified"),
    QMI("--dms-swi-get-current-firmware",
        "Model: EM7355|Boot version: SWI9X15C_05.05.58.00|SKU ID: 1102035|Carrier ID: 1|"
        "Config version: 000.000_001"),
    QMI("--dms-swi-get-usb-composition", "[*] USB composition 14|USB composition 19"),
    QMI("--dms-swi-set-usb-composition=9", "Successfully set USB composition"),
    QMI("--dms-swi-get-usb-composition", "[*] USB composition 9"),
    QMI_REFUSED("--dms-swi-set-usb-composition=3", "(48): 'InvalidArgument'"),
    QMI("--dms-reset", "Successfully performed DMS service reset"),
    QMI_REFUSED("--dms-get-prl-version", "(71): 'InvalidQmiCommand'"),
    /* The lock. */
    QMI("--dms-get-operating-mode", "Mode: 'low-power'|HW restricted: 'no'"),
    QMI_REFUSED("--dms-set-operating-mode=online", "(60): 'InvalidTransition'"),
    QMI("--dms-set-fcc-authentication", "Successfully set FCC authentication"),
    QMI_REFUSED("--dms-set-fcc-authentication", "(26): 'NoEffect'"),
    QMI("--dms-set-operating-mode=online", "Operating mode set successfully"),
    QMI("--dms-get-operating-mode", "Mode: 'online'"),
};

static void test_qmi(void **state)
{
    (void)state;
    check_rows("em7355-qmi", qmi_locked, COUNT(qmi_locked));
}

/* ---- Several at once, whose transactions and client ids are the same or near */

#define AT_ONCE 6

static void check_at_once(const char *personality, const struct row *rows, size_t count)
{
    static struct child children[AT_ONCE];
    size_t i, round;

    server_start_proxy(&server, personality);
    for (round = 0; round < 3; round++) {
        for (i = 0; i < AT_ONCE; i++)
            peer_begin(&children[i], rows[i % count].program, rows[i % count].arguments);
        child_wait_all(children, AT_ONCE);
        for (i = 0; i < AT_ONCE; i++)
            check(&rows[i % count], &children[i]);
    }
    server_stop_clean(&server);
}

static void test_mbim_at_once(void **state)
{
    static const struct row rows[] = {
        MBIM("--query-device-caps", "Device ID: '004402110000019'"),
        INSIDE("--dms-get-model", "Model: 'EM7355'"),
        MBIM("--query-home-provider", "Provider name: 'Test PLMN'"),
        INSIDE("--dms-get-ids", "IMEI: '004402110000019'"),
    };

    (void)state;
    check_at_once("em7355,delay=20", rows, COUNT(rows));
    /* The modem does not answer the first OPEN; and sends indications that nobody
     * asked for, its messages in fragments. */
    check_at_once("em7355,first-open-lost", rows, COUNT(rows));
    check_at_once("em7355,noise,frag=64", rows, COUNT(rows));
}

static void test_qmi_at_once(void **state)
{
    static const struct row rows[] = {
        QMI("--dms-get-model", "Model: 'EM7355'"),
        QMI("--dms-get-ids", "IMEI: '004402110000019'"),
        QMI("--get-service-version-info", "dms (1.14)"),
        QMI("--dms-get-factory-sku", "SKU: '1102035'"),
    };

    (void)state;
    check_at_once("em7355-qmi,delay=20", rows, COUNT(rows));
    check_at_once("em7355-qmi,noise,split=5", rows, COUNT(rows));
}

/* A client id outlives its client, and another client takes it up. */
static void test_kept_client(void **state)
{
    static struct child child;

    (void)state;
    server_start_proxy(&server, "em7355-qmi");
    peer_run(&child, PEER_QMICLI, "--dms-noop --client-no-release-cid");
    assert_non_null(strstr(child.output.bytes, "CID: '20'"));
    peer_run(&child, PEER_QMICLI, "--dms-get-model --client-cid=20 --client-no-release-cid");
    assert_non_null(strstr(child.output.bytes, "Model: 'EM7355'"));
    peer_run(&child, PEER_QMICLI, "--dms-get-model --client-cid=20");
    assert_non_null(strstr(child.output.bytes, "Model: 'EM7355'"));
    server_stop_clean(&server);
}

/* Where one listens there is no place for another. */
static void test_taken(void **state)
{
    static struct child child;

    (void)state;
    server_start_proxy(&server, "em7355");
    run(&child, "sim mbim-only --proxy");
    assert_int_equal(child.code, 3);
    assert_non_null(strstr(child.error.bytes, "cannot listen on @mbim-proxy: another program"));
    server_stop_clean(&server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_mbim, proxy_teardown),
        cmocka_unit_test_teardown(test_qmi, proxy_teardown),
        cmocka_unit_test_teardown(test_mbim_at_once, proxy_teardown),
        cmocka_unit_test_teardown(test_qmi_at_once, proxy_teardown),
        cmocka_unit_test_teardown(test_kept_client, proxy_teardown),
        cmocka_unit_test_teardown(test_taken, proxy_teardown),
    };

    return cmocka_run_group_tests(tests, peers_setup, NULL);
}
