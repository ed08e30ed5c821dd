/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What sysfs tells of a port: a tree like a laptop's, in a temporary folder. */
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

#include "../../src/port/device_sysfs.h"

#define USB  "devices/pci0000:00/0000:00:14.0/usb1/"
#define MHI  "devices/pci0000:00/0000:00:1d.0/0000:08:00.0/mhi0/wwan/wwan0/"
#define IOSM "devices/pci0000:00/0000:00:1d.1/0000:09:00.0/wwan/wwan1/"

static char root[64];

static void path_below(char path[256], const char *relative)
{
    int length = snprintf(path, 256, "%s/%s", root, relative);
    assert_true(length > 0 && length < 256);
}

/* Makes the folders that lead to `relative`. */
static void make_folders(const char *relative)
{
    char path[256];
    path_below(path, relative);
    for (char *slash = strchr(path + strlen(root) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0755) != 0)
            assert_int_equal(errno, EEXIST);
        *slash = '/';
    }
}

static void make_file(const char *relative, const char *text)
{
    char path[256];
    make_folders(relative);
    path_below(path, relative);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static void make_link(const char *relative, const char *target)
{
    char path[256];
    make_folders(relative);
    path_below(path, relative);
    assert_int_equal(symlink(target, path), 0);
}

/* A cdc-wdm port: the USB device's folder, interface, driver and name. */
static void make_usb_port(const char *device, const char *interface, const char *driver,
                          const char *name, const char *numbers)
{
    char relative[200];
    char target[200];
    (void)snprintf(relative, sizeof(relative), USB "%s/%s/usbmisc/%s/dev", device, interface, name);
    (void)snprintf(target, sizeof(target), "%s\n", numbers);
    make_file(relative, target);
    (void)snprintf(relative, sizeof(relative), USB "%s/%s/usbmisc/%s/device", device, interface,
                   name);
    (void)snprintf(target, sizeof(target), "../../../%s", interface);
    make_link(relative, target);
    (void)snprintf(relative, sizeof(relative), USB "%s/%s/driver", device, interface);
    (void)snprintf(target, sizeof(target), "../../../../../../bus/usb/drivers/%s", driver);
    make_link(relative, target);
    (void)snprintf(relative, sizeof(relative), "class/usbmisc/%s", name);
    (void)snprintf(target, sizeof(target), "../../" USB "%s/%s/usbmisc/%s", device, interface,
                   name);
    make_link(relative, target);
    (void)snprintf(relative, sizeof(relative), "dev/char/%s", numbers);
    make_link(relative, target);
}

/* A port of the wwan subsystem below `folder`, the folder of wwanN. */
static void make_wwan_port(const char *folder, const char *wwan, const char *name, const char *type,
                           const char *numbers)
{
    char relative[200];
    char target[200];
    (void)snprintf(relative, sizeof(relative), "%s%s/type", folder, name);
    make_file(relative, type);
    (void)snprintf(relative, sizeof(relative), "%s%s/device", folder, name);
    (void)snprintf(target, sizeof(target), "../../%s", wwan);
    make_link(relative, target);
    (void)snprintf(relative, sizeof(relative), "class/wwan/%s", name);
    (void)snprintf(target, sizeof(target), "../../%s%s", folder, name);
    make_link(relative, target);
    (void)snprintf(relative, sizeof(relative), "dev/char/%s", numbers);
    make_link(relative, target);
}

static int make_tree(void **state)
{
    (void)state;
    const char *temporary = getenv("TMPDIR");
    (void)snprintf(root, sizeof(root), "%.40s/wdm-sysfs-XXXXXX", temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(root));
    /* Ids that are near, and nobody's: controller, bridges, root hub. */
    make_file("devices/pci0000:00/0000:00:14.0/vendor", "0x8086\n");
    make_file("devices/pci0000:00/0000:00:1d.0/vendor", "0x8086\n");
    make_file("devices/pci0000:00/0000:00:1d.1/vendor", "0x8086\n");
    make_file(USB "idVendor", "1d6b\n");
    make_file(USB "1-10/idVendor", "1199\n");
    make_file(USB "1-10/idProduct", "901f\n");
    make_file(USB "1-3/idVendor", "05c6\n");
    make_file(USB "1-4/idVendor", "12D1\n");
    make_file(USB "1-4/idProduct", "15C1\n");
    make_file(USB "1-5/idVendor", "zzzz\n");
    make_file(USB "1-6/idVendor", "");
    make_file(USB "1-7/idVendor", "123456789abcdef0123456789\n");
    make_usb_port("1-10", "1-10:1.12", "cdc_mbim", "cdc-wdm0", "180:176");
    make_usb_port("1-3", "1-3:1.8", "qmi_wwan", "cdc-wdm1", "180:177");
    make_usb_port("1-4", "1-4:1.2", "cdc_wdm", "cdc-wdm2", "180:178");
    make_usb_port("1-5", "1-5:1.0", "cdc_mbim_not", "cdc-wdm3", "180:179");
    make_usb_port("1-6", "1-6:1.0", "qmi_wwan", "cdc-wdm4", "180:180");
    make_usb_port("1-7", "1-7:1.0", "qmi_wwan", "cdc-wdm5", "180:181");
    make_file("devices/pci0000:00/0000:00:1d.0/0000:08:00.0/vendor", "0x17cb\n");
    make_file("devices/pci0000:00/0000:00:1d.0/0000:08:00.0/device", "0x0308\n");
    make_file("devices/pci0000:00/0000:00:1d.1/0000:09:00.0/vendor", "0x14c3\n");
    make_wwan_port(MHI, "wwan0", "wwan0mbim0", "MBIM\n", "510:0");
    make_wwan_port(MHI, "wwan0", "wwan0qmi0", "QMI\n", "510:1");
    make_wwan_port(MHI, "wwan0", "wwan0at0", "AT\n", "510:2");
    make_wwan_port(IOSM, "wwan1", "wwan1xmmrpc0", "XMMRPC\n", "510:3");
    make_wwan_port(USB "1-10/1-10:1.12/wwan/wwan2/", "wwan2", "wwan2mbim0", "MBIM\n", "510:4");
    make_wwan_port("devices/virtual/wwan/wwan3/", "wwan3", "wwan3qmi0", "QMI", "510:5");
    return 0;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static int remove_tree(void **state)
{
    (void)state;
    return nftw(root, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static const struct {
    const char *name;
    unsigned device_major, device_minor;
    enum wdm_protocol protocol;
    uint16_t vendor, product;
} ports[] = {
    {"cdc-wdm0", 180, 176, WDM_PROTOCOL_MBIM, 0x1199, 0x901f},
    {"cdc-wdm1", 180, 177, WDM_PROTOCOL_QMI, 0x05c6, 0},
    {"cdc-wdm2", 180, 178, WDM_PROTOCOL_UNKNOWN, 0x12d1, 0x15c1},
    {"wwan0mbim0", 510, 0, WDM_PROTOCOL_MBIM, 0x17cb, 0x0308},
    {"wwan0qmi0", 510, 1, WDM_PROTOCOL_QMI, 0x17cb, 0x0308},
    {"wwan0at0", 510, 2, WDM_PROTOCOL_UNKNOWN, 0x17cb, 0x0308},
    {"wwan1xmmrpc0", 510, 3, WDM_PROTOCOL_UNKNOWN, 0x14c3, 0},
    {"wwan2mbim0", 510, 4, WDM_PROTOCOL_MBIM, 0x1199, 0x901f},
    {"wwan3qmi0", 510, 5, WDM_PROTOCOL_QMI, 0, 0},
};

static void check(const char *sysfs, unsigned device_major, unsigned device_minor, const char *name,
                  enum wdm_protocol protocol, uint16_t vendor, uint16_t product)
{
    struct wdm_port port = {.protocol = WDM_PROTOCOL_QMI, .vendor = 0xffff, .product = 0xffff};
    wdm_sysfs_describe(sysfs, device_major, device_minor, name, &port);
    if (port.protocol != protocol || port.vendor != vendor || port.product != product)
        fail_msg("%s (%u:%u): protocol %d, %04x:%04x", name, device_major, device_minor,
                 (int)port.protocol, port.vendor, port.product);
}

static void found_by_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ports); i++)
        check(root, ports[i].device_major, ports[i].device_minor, "modem", ports[i].protocol,
              ports[i].vendor, ports[i].product);
    /* A name that misleads, such as a link's in /dev, does not count. */
    check(root, 180, 177, "cdc-wdm0", WDM_PROTOCOL_QMI, 0x05c6, 0);
}

static void found_by_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ports); i++)
        check(root, 9, 9, ports[i].name, ports[i].protocol, ports[i].vendor, ports[i].product);
}

/* The same without opening: by a name, or by a path that ends in it. */
static void protocol_before_opening(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ports); i++) {
        char path[64];
        (void)snprintf(path, sizeof(path), "/dev/nonexistent/%s", ports[i].name);
        assert_int_equal(wdm_device_protocol(ports[i].name, root), ports[i].protocol);
        assert_int_equal(wdm_device_protocol(path, root), ports[i].protocol);
    }
    assert_int_equal(wdm_device_protocol("", root), WDM_PROTOCOL_UNKNOWN);
    assert_int_equal(wdm_device_protocol("/dev/null", root), WDM_PROTOCOL_UNKNOWN);
}

static void useless_files(void **state)
{
    (void)state;
    /* An id that is none: and not the next one up either, which is the hub's. */
    for (unsigned i = 179; i <= 181; i++) {
        struct wdm_port port = {.vendor = 0xffff};
        wdm_sysfs_describe(root, 180, i, "modem", &port);
        assert_int_equal(port.protocol, i == 179 ? WDM_PROTOCOL_UNKNOWN : WDM_PROTOCOL_QMI);
        assert_int_equal(port.vendor, 0);
    }
}

static void nothing_there(void **state)
{
    (void)state;
    char longest[600];
    memset(longest, 'a', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    check(root, 9, 9, "nothing", WDM_PROTOCOL_UNKNOWN, 0, 0);
    check(root, 9, 9, "", WDM_PROTOCOL_UNKNOWN, 0, 0);
    check(root, 9, 9, longest, WDM_PROTOCOL_UNKNOWN, 0, 0);
    check(longest, 180, 176, "cdc-wdm0", WDM_PROTOCOL_UNKNOWN, 0, 0);
    check("/nonexistent", 180, 176, "cdc-wdm0", WDM_PROTOCOL_UNKNOWN, 0, 0);
}

/* A pseudo-terminal, to be closed: its name, and where its numbers are looked up. */
static int open_terminal(char name[64], char relative[64])
{
    struct stat status;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(master >= 0);
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    assert_int_equal(ptsname_r(master, name, 64), 0);
    assert_int_equal(stat(name, &status), 0);
    (void)snprintf(relative, 64, "dev/char/%u:%u", major(status.st_rdev), minor(status.st_rdev));
    return master;
}

/* A device that is opened is looked up by its own numbers. */
static void device_open_looks_here(void **state)
{
    (void)state;
    char name[64];
    char relative[64];
    struct wdm_fd_port device;
    struct wdm_error error;
    int master = open_terminal(name, relative);
    make_link(relative, "../../" MHI "wwan0mbim0");
    assert_true(wdm_device_open(&device, name, root, &error));
    assert_int_equal(device.port.protocol, WDM_PROTOCOL_MBIM);
    assert_int_equal(device.port.vendor, 0x17cb);
    wdm_port_close(&device.port);
    close(master);
}

/* Where a USB device is on its bus: of a port of cdc-wdm and of wwan; what is no number, or
 * too large; and of what is not on USB. */
static void place_on_the_bus(void **state)
{
    (void)state;
    static const struct {
        const char *port, *bus, *address, *interface;
        bool is;
        struct wdm_device_place place;
    } rows[] = {
        {USB "1-10/1-10:1.12/usbmisc/cdc-wdm0", "1\n", "7\n", "0c\n", true, {1, 7, 12}},
        {USB "1-10/1-10:1.12/wwan/wwan2/wwan2mbim0", "300\n", "127\n", "08\n", true, {300, 127, 8}},
        {USB "1-10/1-10:1.12/usbmisc/cdc-wdm0", "x\n", "7\n", "0c\n", false, {0}},
        {USB "1-10/1-10:1.12/usbmisc/cdc-wdm0", "1\n", "256\n", "0c\n", false, {0}},
        {USB "1-10/1-10:1.12/usbmisc/cdc-wdm0", "65536\n", "1\n", "0c\n", false, {0}},
        {USB "1-10/1-10:1.12/usbmisc/cdc-wdm0", "1\n", "12345678901234567\n", "0\n", false, {0}},
        {MHI "wwan0mbim0", "1\n", "1\n", "0\n", false, {0}},
    };
    char name[64], relative[64], target[128], path[256];
    struct wdm_device_place place;
    int master = open_terminal(name, relative);
    path_below(path, relative);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        (void)unlink(path);
        (void)snprintf(target, sizeof(target), "../../%s", rows[i].port);
        make_link(relative, target);
        make_file(USB "1-10/busnum", rows[i].bus);
        make_file(USB "1-10/devnum", rows[i].address);
        make_file(USB "1-10/1-10:1.12/bInterfaceNumber", rows[i].interface);
        if (wdm_device_place(name, root, &place) != rows[i].is)
            fail_msg("row %zu", i);
        if (rows[i].is)
            assert_memory_equal(&place, &rows[i].place, sizeof(place));
    }
    assert_false(wdm_device_place("/dev/null", root, &place));
    assert_false(wdm_device_place(root, root, &place));
    close(master);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found_by_number),        cmocka_unit_test(found_by_name),
        cmocka_unit_test(useless_files),          cmocka_unit_test(nothing_there),
        cmocka_unit_test(device_open_looks_here), cmocka_unit_test(protocol_before_opening),
        cmocka_unit_test(place_on_the_bus),
    };
    return cmocka_run_group_tests_name("sysfs", tests, make_tree, remove_tree);
}
