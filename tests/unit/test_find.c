/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Modems found in trees of sysfs and proc: those of fixtures/, below the working
 * directory, and some that no kernel would make. */
#include "tree_support.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wdm/find.h"

#include "../../src/modem/find_place.h"

static struct wdm_found found;
static struct wdm_error error;

/* ---- Places */

static void test_places(void **state)
{
    static const struct {
        const char *path;
        enum wdm_bus bus;
        const char *address; /* NULL: no place */
        int interface;
    } rows[] = {
        {"../../devices/pci0000:00/0000:00:14.0/usb1/1-10/1-10:1.12/usbmisc/cdc-wdm0", WDM_BUS_USB,
         "1-10", 12},
        {"../../devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4.1/1-4.1:2.0/ttyUSB0/tty/ttyUSB0",
         WDM_BUS_USB, "1-4.1", 0},
        {"../../devices/platform/vhci_hcd.0/usb3/3-1/3-1:2.12/usbmisc/cdc-wdm0", WDM_BUS_USB, "3-1",
         12},
        {"../../devices/pci0000:00/0000:00:1c.6/0000:08:00.0/wwan/wwan0/wwan0mbim0", WDM_BUS_PCI,
         "0000:08:00.0", -1},
        {"../../devices/pci10000:e0/10000:e0:06.0/10000:e1:00.0/mhi0/wwan/wwan0/wwan0qmi0",
         WDM_BUS_PCI, "10000:e1:00.0", -1},
        {"../../devices/platform/soc@0/remoteproc/wwan/wwan7/wwan7qmi0", WDM_BUS_OTHER, "wwan7",
         -1},
        {"../../devices/virtual/wwan_hwsim/hwsim0/wwan/wwan1/net/wwan1", WDM_BUS_OTHER, "wwan1",
         -1},
        {"../../devices/virtual/net/lo", WDM_BUS_OTHER, NULL, -1},
        {"../../devices/virtual/tty/tty1", WDM_BUS_OTHER, NULL, -1},
        {"", WDM_BUS_OTHER, NULL, -1},
        {"////", WDM_BUS_OTHER, NULL, -1},
        {"1-10", WDM_BUS_OTHER, NULL, -1},
        {"1-:1.0/-1:1.0/1-1.:1.0/1-1:1/1-1:.0/1-1:1./1-1:1.0x/x1-1:1.0", WDM_BUS_OTHER, NULL, -1},
        {"1-1:1.99999", WDM_BUS_OTHER, NULL, -1},
        {"1-1.2.3.4.5.6.7.8.9.10.11.12.13.14:1.0", WDM_BUS_OTHER, NULL, -1},
        {"0000:08:00.8/0000:08:00/0000:08:00./:08:00.0/000g:08:00.0/0000:08:00.00", WDM_BUS_OTHER,
         NULL, -1},
        {"wwan/a-name-that-is-longer-than-any-of-the-kernel", WDM_BUS_OTHER, NULL, -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct wdm_place place;
        bool is = wdm_place_read(&place, rows[i].path);
        if (is != (rows[i].address != NULL) || place.bus != rows[i].bus ||
            place.interface != rows[i].interface ||
            strcmp(place.address, is ? rows[i].address : "") != 0)
            fail_msg("%s: %d, bus %d, '%s', interface %d", rows[i].path, is, (int)place.bus,
                     place.address, place.interface);
    }
}

static void test_compare(void **state)
{
    static const char *const sorted[] = {"",          "1-2",     "1-4",   "1-4.1",    "1-4.2",
                                         "1-4.10",    "1-10",    "2-1",   "cdc-wdm0", "cdc-wdm2",
                                         "cdc-wdm10", "ttyUSB0", "wwan0", "wwan0at0"};
    (void)state;
    for (size_t i = 0; i < COUNT(sorted); i++) {
        for (size_t k = 0; k < COUNT(sorted); k++) {
            int expected = (i > k) - (i < k);
            if (wdm_place_compare(sorted[i], sorted[k]) != expected)
                fail_msg("'%s' and '%s' are not %d", sorted[i], sorted[k], expected);
        }
    }
}

/* ---- The trees of fixtures/ */

/* A modem in a line, its ports behind, and who has which open. */
static void summarize(const struct wdm_found_modem *modem, char *text, size_t capacity)
{
    static const char kinds[] = "mwtn";
    size_t length = (size_t)snprintf(
        text, capacity, "%s %s %04x:%04x %s %u/%u %s:", wdm_bus_name(modem->bus), modem->address,
        modem->vendor, modem->product, modem->driver[0] != '\0' ? modem->driver : "-",
        (unsigned)modem->configuration, (unsigned)modem->configurations,
        modem->module ? modem->module->name : "-");
    for (size_t i = 0; i < modem->port_count && length < capacity; i++) {
        const struct wdm_found_port *port = &modem->ports[i];
        length +=
            (size_t)snprintf(text + length, capacity - length, " %s,%c,%s,%s,%d", port->name,
                             kinds[port->kind], port->protocol, port->driver, port->interface);
        for (size_t k = 0; k < port->opener_count && length < capacity; k++)
            length += (size_t)snprintf(text + length, capacity - length, "<%s %u",
                                       port->openers[k].name, (unsigned)port->openers[k].pid);
    }
    assert_true(length < capacity);
}

static void test_trees(void **state)
{
    static const struct {
        const char *tree;
        const char *modems[3];
    } rows[] = {
        {"em7355",
         {"USB 1-10 1199:901f - 2/2 Sierra EM7355: cdc-wdm0,m,mbim,cdc_mbim,12<mbim-proxy 701 "
          "wwan0mbim0,w,mbim,cdc_mbim,12 wwan0,n,,cdc_mbim,12"}},
        {"em7455-qmi",
         {"USB 2-4 1199:9079 - 1/1 Sierra EM7455: ttyUSB0,t,diag,qcserial,0 "
          "ttyUSB1,t,nmea,qcserial,2 ttyUSB2,t,at,qcserial,3<ModemManager 598 "
          "cdc-wdm0,m,qmi,qmi_wwan,8<qmi-proxy 640 wwan0qmi0,w,qmi,qmi_wwan,8 "
          "wwan0,n,,qmi_wwan,8 cdc-wdm1,m,qmi,qmi_wwan,10 wwan1qmi0,w,qmi,qmi_wwan,10 "
          "wwan1,n,,qmi_wwan,10"}},
        {"em7455-no-driver", {"USB 2-4 1199:9079 - 1/1 Sierra EM7455:"}},
        {"fm350",
         {"PCI 0000:08:00.0 14c3:4d75 mtk_t7xx 0/0 -: wwan0at0,w,at,mtk_t7xx,-1 "
          "wwan0mbim0,w,mbim,mtk_t7xx,-1 wwan0,n,,mtk_t7xx,-1"}},
        {"xmm7360",
         {"PCI 0000:02:00.0 8086:7360 iosm 0/0 -: wwan0at0,w,at,iosm,-1 "
          "wwan0xmmrpc0,w,xmmrpc,iosm,-1"}},
        {"two-modems",
         {"USB 1-4.1 1199:9079 - 1/1 Sierra EM7455: cdc-wdm0,m,mbim,cdc_mbim,12 "
          "wwan0mbim0,w,mbim,cdc_mbim,12 wwan0,n,,cdc_mbim,12",
          "USB 1-4.10 1199:9079 - 1/1 Sierra EM7455: cdc-wdm1,m,mbim,cdc_mbim,12 "
          "wwan1mbim0,w,mbim,cdc_mbim,12 wwan1,n,,cdc_mbim,12"}},
        {"huawei",
         {"USB 1-2 12d1:1506 - 1/1 -: ttyUSB0,t,,option,0 cdc-wdm0,m,at,huawei_cdc_ncm,1 "
          "wwan0at0,w,at,huawei_cdc_ncm,1 wwan0,n,,huawei_cdc_ncm,1 ttyUSB1,t,,option,2"}},
        {"none", {NULL}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char root[64], text[1024];
        size_t count = 0;
        (void)snprintf(root, sizeof(root), "fixtures/sysfs-%s", rows[i].tree);
        assert_true(wdm_find(&found, root));
        wdm_find_openers(&found, root, 0);
        assert_true(found.openers_told);
        assert_int_equal(found.processes_hidden, 0);
        while (rows[i].modems[count] != NULL)
            count++;
        if (found.modem_count != count)
            fail_msg("%s: %zu modems", rows[i].tree, found.modem_count);
        for (size_t k = 0; k < count; k++) {
            summarize(&found.modems[k], text, sizeof(text));
            if (strcmp(text, rows[i].modems[k]) != 0)
                fail_msg("%s:\n%s\nand not\n%s", rows[i].tree, text, rows[i].modems[k]);
        }
    }
}

static void test_texts(void **state)
{
    (void)state;
    assert_true(wdm_find(&found, "fixtures/sysfs-em7455-qmi"));
    assert_string_equal(found.modems[0].manufacturer, "Sierra Wireless, Incorporated");
    assert_string_equal(found.modems[0].serial, "TEST000000000002");
    assert_non_null(strstr(found.modems[0].name, "EM7455"));
    wdm_find_openers(&found, "fixtures/sysfs-em7455-qmi", 640);
    assert_int_equal(found.modems[0].ports[2].opener_count, 1);
    assert_int_equal(found.modems[0].ports[3].opener_count, 0);
}

/* ---- Trees that are made here */

static void test_nothing(void **state)
{
    (void)state;
    assert_false(wdm_find(&found, tree_root));
    assert_int_equal(found.modem_count, 0);
    wdm_find_openers(&found, tree_root, 0);
    assert_false(found.openers_told);
    assert_false(wdm_find(&found, "/nonexistent"));
    char longest[700];
    memset(longest, 'a', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    assert_false(wdm_find(&found, longest));
    tree_file("sys/class/net/none", "");
    assert_true(wdm_find(&found, tree_root));
    assert_int_equal(found.modem_count, 0);
}

/* What is more than there is room for is told. */
static void test_limits(void **state)
{
    char name[64];
    (void)state;
    for (unsigned i = 1; i <= WDM_FIND_MODEMS; i++) {
        (void)snprintf(name, sizeof(name), "1-%u", i);
        tree_usb(name, "1199\n", "9079\n", 8, "qmi_wwan");
    }
    for (unsigned i = 0; i < WDM_FIND_PORTS; i++) {
        (void)snprintf(name, sizeof(name), "ttyUSB%u/tty/ttyUSB%u", i, i);
        tree_port("tty", "1-3", 8, name);
    }
    for (unsigned i = 1; i <= WDM_FIND_OPENERS; i++) {
        (void)snprintf(name, sizeof(name), "proc/%u/fd/3", i);
        tree_link(name, "/dev/ttyUSB0");
        (void)snprintf(name, sizeof(name), "proc/%u/fd/4", i);
        tree_link(name, "/dev/ttyUSB0");
    }
    tree_link("proc/self/fd/3", "/dev/ttyUSB0");
    tree_link("proc/1x/fd/3", "/dev/ttyUSB0");
    tree_link("proc/99999999999/fd/3", "/dev/ttyUSB0");
    assert_true(wdm_find(&found, tree_root));
    wdm_find_openers(&found, tree_root, 0);
    assert_int_equal(found.modem_count, WDM_FIND_MODEMS);
    assert_false(found.modems_omitted);
    assert_string_equal(found.modems[2].address, "1-3");
    assert_int_equal(found.modems[2].port_count, WDM_FIND_PORTS);
    assert_int_equal(found.modems[2].ports_omitted, 0);
    assert_string_equal(found.modems[2].ports[10].name, "ttyUSB10");
    assert_int_equal(found.modems[2].ports[0].opener_count, WDM_FIND_OPENERS);
    assert_int_equal(found.modems[2].ports[0].openers_omitted, 0);
    assert_string_equal(found.modems[2].ports[0].openers[0].name, "");

    tree_usb("2-1", "1199\n", "9079\n", 8, "qmi_wwan");
    tree_port("net", "1-3", 8, "net/wwan9");
    tree_link("proc/77/fd/3", "/dev/ttyUSB0");
    assert_true(wdm_find(&found, tree_root));
    wdm_find_openers(&found, tree_root, 0);
    assert_int_equal(found.modem_count, WDM_FIND_MODEMS);
    assert_true(found.modems_omitted);
    if (found.modems[2].ports_omitted > 0)
        assert_int_equal(found.modems[2].ports_omitted, 1);
    assert_int_equal(found.modems[2].ports[0].openers_omitted, 1);
}

/* Files and links that say what they should not. */
static void test_hostile(void **state)
{
    char longest[4000];
    (void)state;
    memset(longest, 'x', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    tree_usb("1-1", "1199", longest, 0, "qmi_wwan");
    tree_file("sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/product", longest);
    tree_file("sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/manufacturer", "\x1b[2J\n\n");
    tree_file("sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/bConfigurationValue", "-1");
    tree_file("sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/bNumConfigurations", "123456789");
    tree_port("usbmisc", "1-1", 0, "usbmisc/cdc-wdm0");
    tree_port("usbmisc", "1-1", 0, "usbmisc/cdc-wdm0123456789012345678901234567890123456789");
    tree_link("sys/class/usbmisc/cdc-wdm1", "cdc-wdm1");
    tree_link("sys/class/usbmisc/cdc-wdm2", longest);
    tree_file("sys/class/usbmisc/cdc-wdm3", "no link");
    tree_port("usbmisc", "1-2", 0, "usbmisc/cdc-wdm4"); /* a device that is nowhere */
    tree_file("sys/class/tty", "no folder");
    tree_file("sys/bus/usb/devices/1-3/idVendor", "11990000\n");
    tree_file("sys/bus/usb/devices/1-4/idVendor", "\n1199\n");
    tree_link("sys/bus/usb/devices/1-5", "1-5");
    assert_true(wdm_find(&found, tree_root));
    assert_int_equal(found.modem_count, 2);
    assert_string_equal(found.modems[0].address, "1-1");
    assert_int_equal(found.modems[0].vendor, 0x1199);
    assert_int_equal(found.modems[0].product, 0);
    assert_int_equal(found.modems[0].configuration, 0);
    assert_int_equal(found.modems[0].configurations, 0);
    assert_int_equal(strlen(found.modems[0].name), sizeof(found.modems[0].name) - 1);
    assert_string_equal(found.modems[0].manufacturer, "\x1b[2J");
    assert_int_equal(found.modems[0].port_count, 1);
    assert_string_equal(found.modems[0].ports[0].protocol, "qmi");
    assert_string_equal(found.modems[1].address, "1-2");
    assert_int_equal(found.modems[1].vendor, 0);
    assert_string_equal(found.modems[1].ports[0].driver, "");
}

/* An MBIM function without a driver is a modem, whoever made it; a serial adapter is
 * none, nor is its port a modem's. */
static void test_who_is_a_modem(void **state)
{
    (void)state;
    tree_usb("1-1", "abcd\n", "0001\n", 2, "");
    tree_file("sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.2/bInterfaceClass", "02\n");
    tree_file("sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.2/bInterfaceSubClass", "0e\n");
    tree_usb("1-2", "0403\n", "6001\n", 0, "ftdi_sio");
    tree_port("tty", "1-2", 0, "ttyUSB0/tty/ttyUSB0");
    tree_usb("1-3", "abcd\n", "0002\n", 0, "option");
    tree_port("tty", "1-3", 0, "ttyUSB1/tty/ttyUSB1");
    tree_usb("1-4", "abcd\n", "0003\n", 0, "cdc_acm");
    tree_port("tty", "1-4", 0, "tty/ttyACM0");
    tree_usb("1-5", "413c\n", "81a3\n", 0, "cdc_acm");
    tree_port("tty", "1-5", 0, "tty/ttyACM1");
    assert_true(wdm_find(&found, tree_root));
    assert_int_equal(found.modem_count, 3);
    assert_string_equal(found.modems[0].address, "1-1");
    assert_int_equal(found.modems[0].port_count, 0);
    assert_string_equal(found.modems[1].address, "1-3");
    assert_string_equal(found.modems[1].ports[0].name, "ttyUSB1");
    assert_string_equal(found.modems[2].address, "1-5");
    assert_string_equal(found.modems[2].ports[0].name, "ttyACM1");
}

/* Who is not root cannot see what others have open: counted, and no error. */
static void test_hidden(void **state)
{
    char path[128];
    (void)state;
    tree_usb("1-1", "1199\n", "9079\n", 8, "qmi_wwan");
    tree_port("usbmisc", "1-1", 8, "usbmisc/cdc-wdm0");
    tree_link("proc/5/fd/1", "/dev/cdc-wdm0");
    tree_link("proc/6/fd/1", "/dev/cdc-wdm0");
    (void)snprintf(path, sizeof(path), "%s/proc/5/fd", tree_root);
    assert_int_equal(chmod(path, 0), 0);
    bool root = geteuid() == 0;
    assert_true(!root || seteuid(65534) == 0);
    assert_true(wdm_find(&found, tree_root));
    wdm_find_openers(&found, tree_root, 0);
    assert_true(!root || seteuid(0) == 0);
    assert_int_equal(chmod(path, 0755), 0);
    assert_true(found.openers_told);
    assert_int_equal(found.processes_hidden, 1);
    assert_int_equal(found.modems[0].ports[0].opener_count, 1);
    assert_int_equal(found.modems[0].ports[0].openers[0].pid, 6);
}

/* ---- Choosing */

static void test_choose(void **state)
{
    static const struct {
        const char *tree, *name;
        bool control;
        const char *address, *port; /* NULL: fails; no port */
        const char *what;           /* in the error and its hint */
    } rows[] = {
        {"em7355", NULL, true, "1-10", "cdc-wdm0", NULL},
        {"em7355", "1-10", true, "1-10", "cdc-wdm0", NULL},
        {"em7355", "1199:901f", true, "1-10", "cdc-wdm0", NULL},
        {"em7355", "1199:901F", true, "1-10", "cdc-wdm0", NULL},
        {"em7355", "cdc-wdm0", true, "1-10", "cdc-wdm0", NULL},
        {"em7355", "wwan0mbim0", true, "1-10", "wwan0mbim0", NULL},
        {"em7355", "wwan0", true, "1-10", "cdc-wdm0", NULL},
        {"em7355", "1-1", true, NULL, NULL, "no modem 1-1|there is 1-10 (1199:901f, cdc-wdm0)"},
        {"em7355", "1199:901", true, NULL, NULL, "no modem 1199:901"},
        {"em7355", "1199:901f0", true, NULL, NULL, "no modem"},
        {"em7355", "0:0", true, NULL, NULL, "no modem"},
        {"em7355", "ttyUSB0", true, NULL, NULL, "no modem ttyUSB0"},
        {"em7355", "", true, NULL, NULL, "no modem"},
        {"em7455-qmi", NULL, true, "2-4", "cdc-wdm0", NULL},
        {"em7455-qmi", "cdc-wdm1", true, "2-4", "cdc-wdm1", NULL},
        {"em7455-qmi", "ttyUSB2", true, "2-4", "ttyUSB2", NULL},
        {"em7455-qmi", "wwan1", true, "2-4", "cdc-wdm0", NULL},
        {"em7455-no-driver", NULL, true, NULL, NULL,
         "2-4 (1199:9079) has no control port, but no port|driver"},
        {"em7455-no-driver", "2-4", true, NULL, NULL, "no control port"},
        {"em7455-no-driver", "2-4", false, "2-4", NULL, NULL},
        {"em7455-no-driver", NULL, false, "2-4", NULL, NULL},
        {"fm350", NULL, true, "0000:08:00.0", "wwan0mbim0", NULL},
        {"fm350", "0000:08:00.0", true, "0000:08:00.0", "wwan0mbim0", NULL},
        {"fm350", "14c3:4d75", true, "0000:08:00.0", "wwan0mbim0", NULL},
        {"fm350", "wwan0at0", true, "0000:08:00.0", "wwan0at0", NULL},
        {"xmm7360", NULL, true, NULL, NULL, "no control port, but wwan0at0, wwan0xmmrpc0"},
        {"xmm7360", NULL, false, "0000:02:00.0", NULL, NULL},
        {"xmm7360", "wwan0xmmrpc0", true, "0000:02:00.0", "wwan0xmmrpc0", NULL},
        {"two-modems", NULL, true, NULL, NULL,
         "several modems: 1-4.1 (1199:9079, cdc-wdm0), 1-4.10 (1199:9079, cdc-wdm1)|-d 1-4.1'"},
        {"two-modems", NULL, false, NULL, NULL, "several modems"},
        {"two-modems", "1199:9079", true, NULL, NULL, "several modems"},
        {"two-modems", "1-4.10", true, "1-4.10", "cdc-wdm1", NULL},
        {"two-modems", "cdc-wdm1", true, "1-4.10", "cdc-wdm1", NULL},
        {"huawei", NULL, true, "1-2", "cdc-wdm0", NULL},
        {"none", NULL, true, NULL, NULL, "there is no modem|plug"},
        {"none", "1-10", true, NULL, NULL, "no modem 1-10|plug"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct wdm_choice choice;
        char root[64], said[512];
        (void)snprintf(root, sizeof(root), "fixtures/sysfs-%s", rows[i].tree);
        assert_true(wdm_find(&found, root));
        wdm_error_clear(&error);
        bool chosen = wdm_find_choose(&found, rows[i].name, rows[i].control, &choice, &error);
        (void)snprintf(said, sizeof(said), "%s; %s", error.what, error.hint);
        if (chosen != (rows[i].address != NULL))
            fail_msg("%s, %s: %s", rows[i].tree, rows[i].name, said);
        if (chosen) {
            assert_string_equal(choice.modem->address, rows[i].address);
            assert_string_equal(choice.port ? choice.port->name : "-",
                                rows[i].port ? rows[i].port : "-");
            continue;
        }
        assert_int_equal(error.kind, WDM_NO_PORT);
        char wanted[256];
        (void)snprintf(wanted, sizeof(wanted), "%s", rows[i].what);
        for (char *part = strtok(wanted, "|"); part; part = strtok(NULL, "|")) {
            if (!strstr(said, part))
                fail_msg("%s, %s: '%s' is not in: %s", rows[i].tree, rows[i].name, part, said);
        }
    }
}

/* A list that is too long for the error ends in dots. */
static void test_long_list(void **state)
{
    struct wdm_choice choice;
    (void)state;
    tree_file("sys/class/net/none", "");
    for (unsigned i = 1; i <= WDM_FIND_MODEMS; i++) {
        char name[32];
        (void)snprintf(name, sizeof(name), "1-4.4.4.4.%u", i);
        tree_usb(name, "1199\n", "9079\n", 8, "qmi_wwan");
    }
    assert_true(wdm_find(&found, tree_root));
    assert_false(wdm_find_choose(&found, NULL, false, &choice, &error));
    assert_string_equal(error.what + strlen(error.what) - 3, "...");
}

static void test_addresses(void **state)
{
    static const char *const addresses[] = {"1-10",      "2-4.1.3", "0000:08:00.0",
                                            "1199:901f", "c0de:1",  "10000:e1:00.0"};
    static const char *const others[] = {"cdc-wdm0", "wwan0",   "ttyUSB2", "1",    "",
                                         "modem",    "dir/1:2", "1-",      "gps:x"};
    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        if (!wdm_find_is_address(addresses[i]))
            fail_msg("'%s' is an address", addresses[i]);
    }
    for (size_t i = 0; i < COUNT(others); i++) {
        if (wdm_find_is_address(others[i]))
            fail_msg("'%s' is no address", others[i]);
    }
}

/* ModemManager's proxies come before others. */
static void test_opener(void **state)
{
    const struct wdm_found_port *port = NULL;
    (void)state;
    tree_usb("1-1", "1199\n", "9079\n", 8, "qmi_wwan");
    tree_port("usbmisc", "1-1", 8, "usbmisc/cdc-wdm0");
    tree_port("tty", "1-1", 8, "ttyUSB0/tty/ttyUSB0");
    tree_link("proc/5/fd/1", "/dev/ttyUSB0");
    assert_true(wdm_find(&found, tree_root));
    wdm_find_openers(&found, tree_root, 0);
    assert_null(wdm_find_opener(&found.modems[0], &port));
    tree_link("proc/6/fd/1", "/dev/cdc-wdm0");
    tree_file("proc/6/comm", "cat\n");
    assert_true(wdm_find(&found, tree_root));
    wdm_find_openers(&found, tree_root, 0);
    const struct wdm_opener *opener = wdm_find_opener(&found.modems[0], &port);
    assert_non_null(opener);
    assert_string_equal(opener->name, "cat");
    assert_string_equal(port->name, "cdc-wdm0");
    assert_false(wdm_find_shares(opener));
    tree_link("proc/700/fd/1", "/dev/cdc-wdm0");
    tree_file("proc/700/comm", "qmi-proxy\n");
    assert_true(wdm_find(&found, tree_root));
    wdm_find_openers(&found, tree_root, 0);
    opener = wdm_find_opener(&found.modems[0], &port);
    assert_int_equal(opener->pid, 700);
    assert_true(wdm_find_shares(opener));
    assert_ptr_equal(wdm_find_owner(&found, "cdc-wdm0"), &found.modems[0]);
    assert_null(wdm_find_owner(&found, "cdc-wdm1"));
}

#define WITH_TREE(test) cmocka_unit_test_setup_teardown(test, tree_make, tree_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places), cmocka_unit_test(test_compare),
        cmocka_unit_test(test_trees),  cmocka_unit_test(test_texts),
        WITH_TREE(test_nothing),       WITH_TREE(test_limits),
        WITH_TREE(test_hostile),       WITH_TREE(test_who_is_a_modem),
        WITH_TREE(test_hidden),        cmocka_unit_test(test_choose),
        WITH_TREE(test_long_list),     cmocka_unit_test(test_addresses),
        WITH_TREE(test_opener),
    };
    return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
