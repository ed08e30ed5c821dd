/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* USB descriptors, well-formed and hostile; which drivers are guessed; compositions in
 * words. Reads fixtures/ below the working directory. */
#include "tree_support.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wdm/file.h"
#include "wdm/usb.h"

#define TREE   "fixtures/sysfs-em7355"
#define DEVICE "sys/devices/pci0000:00/0000:00:14.0/usb1/1-10/"

static struct wdm_usb usb;
static struct wdm_found found;
static struct wdm_error error;
static uint8_t bytes[WDM_USB_DESCRIPTORS];
static size_t length;

static void read_descriptors(void)
{
    assert_true(
        wdm_file_read(TREE "/" DEVICE "descriptors", bytes, sizeof(bytes), &length, &error));
    assert_true(length > 100);
}

/* ---- Well-formed */

static void test_fixture(void **state)
{
    (void)state;
    read_descriptors();
    assert_true(wdm_usb_parse(&usb, bytes, length));
    assert_int_equal(usb.vendor, 0x1199);
    assert_int_equal(usb.product, 0x901f);
    assert_int_equal(usb.configuration_count, 2);
    assert_false(usb.cut);
    const struct wdm_usb_configuration *qmi = wdm_usb_configuration(&usb, 1);
    const struct wdm_usb_configuration *mbim = wdm_usb_configuration(&usb, 2);
    assert_null(wdm_usb_configuration(&usb, 3));
    assert_int_equal(qmi->interface_count, 4);
    assert_int_equal(qmi->interfaces[3].number, 8);
    assert_int_equal(qmi->interfaces[3].endpoints, 3);
    assert_true(qmi->interfaces[3].has_interrupt);
    assert_true(wdm_usb_is_control(&qmi->interfaces[3]));
    assert_false(wdm_usb_is_control(&qmi->interfaces[2]));
    assert_int_equal(mbim->interface_count, 2);
    assert_int_equal(mbim->interfaces[0].class, 0x02);
    assert_int_equal(mbim->interfaces[0].subclass, 0x0e);
    assert_int_equal(mbim->interfaces[1].number, 13);
    assert_int_equal(mbim->interfaces[1].endpoints, 0); /* of its first setting */
    assert_true(wdm_usb_is_control(&mbim->interfaces[0]));
    assert_false(wdm_usb_is_control(&mbim->interfaces[1]));
}

static void test_read(void **state)
{
    (void)state;
    assert_true(wdm_find(&found, TREE));
    assert_true(wdm_usb_read(&usb, TREE, &found.modems[0], &error));
    assert_string_equal(wdm_usb_configuration(&usb, 2)->interfaces[0].driver, "cdc_mbim");
    assert_string_equal(wdm_usb_configuration(&usb, 1)->interfaces[0].driver, "");
    assert_true(wdm_find(&found, "fixtures/sysfs-huawei"));
    assert_false(wdm_usb_read(&usb, "fixtures/sysfs-huawei", &found.modems[0], &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_true(wdm_find(&found, "fixtures/sysfs-fm350"));
    assert_false(wdm_usb_read(&usb, "fixtures/sysfs-fm350", &found.modems[0], &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
}

/* ---- Which driver */

static void test_guesses(void **state)
{
    static const struct {
        const char *ids;       /* of the device: vendor and product as bytes */
        const char *interface; /* number, setting, endpoints, class, subclass, protocol */
        const char *endpoints; /* their attributes */
        const char *driver;    /* NULL: none */
        bool control;
    } rows[] = {
        {"99 11 1F 90", "0C 00 01 02 0E 00", "03", "cdc_mbim", true},
        {"EF BE 01 00", "00 00 01 02 0E 00", "03", "cdc_mbim", true},
        {"EF BE 01 00", "01 00 00 0A 00 02", "", "cdc_mbim", false},
        {"EF BE 01 00", "00 00 01 02 0D 00", "03", "cdc_ncm", false},
        {"EF BE 01 00", "00 00 01 02 06 00", "03", "cdc_ether", false},
        {"EF BE 01 00", "00 00 01 02 02 01", "03", "cdc_acm", false},
        {"EF BE 01 00", "00 00 01 02 09 01", "03", "cdc_wdm", true},
        {"EF BE 01 00", "00 00 01 E0 01 03", "03", "rndis_host", false},
        {"EF BE 01 00", "00 00 02 08 06 50", "02 02", "usb-storage", false},
        {"EF BE 01 00", "00 00 02 0E 01 00", "02 02", NULL, false},
        {"99 11 79 90", "00 00 02 FF FF FF", "02 02", "qcserial", false},
        {"99 11 79 90", "02 00 03 FF FF FF", "03 02 02", "qcserial", false},
        {"99 11 79 90", "08 00 03 FF FF FF", "03 02 02", "qmi_wwan", true},
        {"99 11 79 90", "0A 00 03 FF FF FF", "03 02 02", "qmi_wwan", true},
        {"3C 41 A3 81", "08 00 03 FF FF FF", "03 02 02", "qmi_wwan", true},
        {"3C 41 A3 81", "03 00 03 FF 00 00", "03 02 02", "qcserial", false},
        {"7C 2C 06 03", "00 00 02 FF FF 30", "02 02", "option", false},
        {"7C 2C 06 03", "02 00 03 FF 00 00", "03 02 02", "option", false},
        {"7C 2C 06 03", "04 00 03 FF FF FF", "03 02 02", "qmi_wwan", true},
        {"B7 2C 01 01", "02 00 03 FF FF 50", "03 02 02", "qmi_wwan", true},
        {"B7 2C 01 01", "03 00 02 FF 42 01", "02 02", NULL, false},
        {"EF BE 01 00", "05 00 00 FF 00 00", "", NULL, false},
        {"D1 12 06 15", "01 00 03 FF 02 16", "03 02 02", "huawei_cdc_ncm", true},
        {"D1 12 06 15", "00 00 03 FF 02 12", "03 02 02", "option", false},
        {"D1 12 06 15", "00 00 03 FF 01 09", "03 02 02", "qmi_wwan", true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char hex[400];
        uint8_t attributes[8];
        size_t count = bytes_of_hex(rows[i].endpoints, attributes, sizeof(attributes));
        size_t used = (size_t)snprintf(hex, sizeof(hex),
                                       "12 01 00 02 00 00 00 40 %s 00 00 00 00 00 01 "
                                       "09 02 00 00 01 01 00 80 FA 09 04 %s 00",
                                       rows[i].ids, rows[i].interface);
        for (size_t k = 0; k < count; k++)
            used += (size_t)snprintf(hex + used, sizeof(hex) - used, " 07 05 81 %02X 40 00 00",
                                     attributes[k]);
        length = bytes_of_hex(hex, bytes, sizeof(bytes));
        assert_true(wdm_usb_parse(&usb, bytes, length));
        assert_false(usb.cut);
        const struct wdm_usb_interface *interface = &usb.configurations[0].interfaces[0];
        if (strcmp(interface->guess ? interface->guess : "-",
                   rows[i].driver ? rows[i].driver : "-") != 0 ||
            wdm_usb_is_control(interface) != rows[i].control)
            fail_msg("%s, %s: %s", rows[i].ids, rows[i].interface,
                     interface->guess ? interface->guess : "-");
    }
}

/* ---- Hostile */

static void test_not_descriptors(void **state)
{
    (void)state;
    read_descriptors();
    for (size_t i = 0; i < 18; i++)
        assert_false(wdm_usb_parse(&usb, bytes, i));
    assert_true(wdm_usb_parse(&usb, bytes, 18));
    assert_int_equal(usb.configuration_count, 0);
    bytes[1] = 2;
    assert_false(wdm_usb_parse(&usb, bytes, length));
    bytes[1] = 1;
    bytes[0] = 17;
    assert_false(wdm_usb_parse(&usb, bytes, length));
    assert_false(wdm_usb_parse(&usb, NULL, 0));
}

/* Cut after every byte: what is whole is read, and the rest is told. */
static void test_cut(void **state)
{
    uint8_t copy[1024];
    (void)state;
    read_descriptors();
    assert_true(length <= sizeof(copy));
    size_t boundaries = 0, whole = 0;
    for (size_t at = 0; at < length; at += bytes[at])
        boundaries++;
    for (size_t i = 18; i <= length; i++) {
        memcpy(copy + sizeof(copy) - i, bytes, i); /* past its end is not ours */
        assert_true(wdm_usb_parse(&usb, copy + sizeof(copy) - i, i));
        whole += !usb.cut;
    }
    assert_int_equal(whole, boundaries);
}

/* Every byte, made each of some values: nothing is read that is not there, and what is
 * found stays within bounds. */
static void test_changed(void **state)
{
    static const uint8_t values[] = {0, 1, 2, 3, 4, 5, 9, 0x7f, 0x80, 0xff};
    (void)state;
    read_descriptors();
    for (size_t i = 18; i < length; i++) {
        uint8_t before = bytes[i];
        for (size_t k = 0; k < COUNT(values); k++) {
            bytes[i] = values[k];
            assert_true(wdm_usb_parse(&usb, bytes, length));
            assert_true(usb.configuration_count <= WDM_USB_CONFIGURATIONS);
            for (size_t c = 0; c < usb.configuration_count; c++)
                assert_true(usb.configurations[c].interface_count <= WDM_USB_INTERFACES);
        }
        bytes[i] = before;
    }
}

/* More than there is room for is counted; what belongs to none that is kept is passed
 * over. */
static void test_limits(void **state)
{
    static const uint8_t configuration[] = {9, 2, 0, 0, 0, 1, 0, 0x80, 0};
    static const uint8_t interface[] = {9, 4, 0, 0, 0, 0xff, 0, 0, 0};
    static const uint8_t endpoint[] = {7, 5, 0x81, 3, 8, 0, 9};
    (void)state;
    read_descriptors();
    length = 18;
    memcpy(bytes + length, interface, sizeof(interface)); /* of no configuration */
    length += sizeof(interface);
    memcpy(bytes + length, endpoint, sizeof(endpoint));
    length += sizeof(endpoint);
    for (size_t c = 0; c < WDM_USB_CONFIGURATIONS + 2; c++) {
        memcpy(bytes + length, configuration, sizeof(configuration));
        length += sizeof(configuration);
        for (size_t i = 0; i < WDM_USB_INTERFACES + 1; i++) {
            memcpy(bytes + length, interface, sizeof(interface));
            length += sizeof(interface);
            memcpy(bytes + length, endpoint, sizeof(endpoint));
            length += sizeof(endpoint);
        }
    }
    assert_true(wdm_usb_parse(&usb, bytes, length));
    assert_int_equal(usb.configuration_count, WDM_USB_CONFIGURATIONS);
    assert_int_equal(usb.configurations_omitted, 2);
    for (size_t c = 0; c < WDM_USB_CONFIGURATIONS; c++) {
        assert_int_equal(usb.configurations[c].interface_count, WDM_USB_INTERFACES);
        assert_int_equal(usb.configurations[c].interfaces_omitted, 1);
        for (size_t i = 0; i < WDM_USB_INTERFACES; i++)
            assert_int_equal(usb.configurations[c].interfaces[i].endpoints, 1);
    }
    /* And very many endpoints of one interface. */
    length = 18;
    memcpy(bytes + length, configuration, sizeof(configuration));
    memcpy(bytes + length + 9, interface, sizeof(interface));
    for (length += 18; length + sizeof(endpoint) <= 4000; length += sizeof(endpoint))
        memcpy(bytes + length, endpoint, sizeof(endpoint));
    assert_true(wdm_usb_parse(&usb, bytes, length));
    assert_int_equal(usb.configurations[0].interfaces[0].endpoints, UINT8_MAX);
}

/* A file that is none of descriptors. */
static void test_rubbish(void **state)
{
    (void)state;
    tree_usb("1-10", "1199\n", "901f\n", 12, "cdc_mbim");
    tree_file("sys/class/net/none", "");
    tree_file(DEVICE "descriptors", "What is this? No device says so.");
    assert_true(wdm_find(&found, tree_root));
    assert_int_equal(found.modem_count, 1);
    assert_false(wdm_usb_read(&usb, tree_root, &found.modems[0], &error));
    assert_int_equal(error.kind, WDM_PROTOCOL);
}

/* A device that refuses its new configuration has none: the kernel has left the former. */
static void test_refused_configuration(void **state)
{
    (void)state;
    const struct wdm_port waiter = {.name = "-"};
    char descriptors[PATH_MAX];
    tree_usb("1-10", "1199\n", "901f\n", 12, "cdc_mbim");
    tree_file("sys/class/net/none", "");
    tree_file(DEVICE "bConfigurationValue", "2\n");
    assert_non_null(realpath(TREE "/" DEVICE "descriptors", descriptors));
    tree_link(DEVICE "descriptors", descriptors);
    assert_true(wdm_find(&found, tree_root));
    struct wdm_usb_change change = {.found = &found,
                                    .root = tree_root,
                                    .waiter = &waiter,
                                    .deadline = wdm_clock_now() + WDM_SECOND,
                                    .modem = &found.modems[0]};
    assert_int_equal(change.modem->configuration, 2);
    /* Takes no byte, and has none that is a number. */
    char path[512];
    assert_true(snprintf(path, sizeof(path), "%s/" DEVICE "bConfigurationValue", tree_root) <
                (int)sizeof(path));
    assert_int_equal(unlink(path), 0);
    tree_link(DEVICE "bConfigurationValue", "/dev/full");
    assert_false(wdm_usb_configure(&change, 1, &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_non_null(strstr(error.what, "cannot write 1 to"));
    assert_non_null(strstr(error.hint, "no configuration now: 'wdmctl usb config 2'"));
}

/* ---- Compositions */

static void test_composition_texts(void **state)
{
    static const struct {
        uint8_t number;
        const char *text;
    } rows[] = {
        {0, "HIP, DM, NMEA, AT, MDM1, MDM2, MDM3, MS"},
        {6, "DM, NMEA, AT, QMI"},
        {8, "DM, NMEA, AT, MBIM"},
        {9, "MBIM"},
        {12, "DM, NMEA, MBIM"},
        {13, "configuration 1: DM, NMEA, AT, QMI; 2: DM, NMEA, AT, MBIM"},
        {14, "configuration 1: DM, NMEA, AT, QMI; 2: MBIM"},
        {17, "configuration 1: DM, NMEA, AT, QMI; 2: DM, NMEA, MBIM"},
        {18, "configuration 1: DM, NMEA, AT, RMNET1, RMNET2, RMNET3; 2: DM, NMEA, AT, MBIM"},
        {22, "configuration 1: DM, NMEA, AT, RMNET1, RMNET2, RMNET3; 2: DM, NMEA, MBIM"},
        {23, ""},
        {255, ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[96];
        assert_int_equal(wdm_usb_composition_text(rows[i].number, text, sizeof(text)),
                         strlen(rows[i].text));
        assert_string_equal(text, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixture),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_guesses),
        cmocka_unit_test(test_not_descriptors),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_changed),
        cmocka_unit_test(test_limits),
        cmocka_unit_test_setup_teardown(test_rubbish, tree_make, tree_remove),
        cmocka_unit_test_setup_teardown(test_refused_configuration, tree_make, tree_remove),
        cmocka_unit_test(test_composition_texts),
    };
    return cmocka_run_group_tests_name("usb", tests, NULL, NULL);
}
