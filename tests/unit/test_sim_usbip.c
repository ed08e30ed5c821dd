/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* USB/IP, as the kernel's vhci_hcd speaks it to a simulated modem: over bytes, and over a
 * folder that looks like vhci_hcd's in sysfs. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../src/sim/sim_usb.h"
#include "support.h"
#include "wdm/format.h"

static struct wdm_sim sim;
static struct wdm_sim_usbip usbip;
static wdm_time now;

static void start(const char *specification)
{
    struct wdm_error error;
    assert_true(wdm_sim_init(&sim, specification, &error));
    wdm_sim_usbip_init(&usbip, &sim, true);
    now = 1000;
}

static void say(const char *hex)
{
    uint8_t bytes[8192];
    size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
    assert_int_equal(wdm_sim_usbip_input(&usbip, bytes, length, now), length);
}

#define hears(hex) hears_at(hex, __FILE__, __LINE__)
static void hears_at(const char *hex, const char *file, int line)
{
    wdm_sim_usbip_work(&usbip, now);
    assert_hex_at(usbip.output + usbip.sent, usbip.queued - usbip.sent, hex, file, line);
    usbip.sent = usbip.queued;
}

/* What a command has in front: its number, direction, endpoint. */
#define SUBMIT(number, direction, endpoint, length, setup)                                         \
    "00000001 " number " 00010002 " direction " " endpoint " 00000000 " length                     \
    " 00000000 00000000 00000000 " setup
#define UNLINK(number, other)                                                                      \
    "00000002 " number " 00010002 00000000 00000000 " other                                        \
    " 00000000 00000000 00000000 00000000 00000000 00000000"
#define SUBMITTED(number, status, length)                                                          \
    "00000003 " number " 00000000 00000000 00000000 " status " " length                            \
    " 00000000 00000000 00000000 00000000 00000000"
#define UNLINKED(number, status)                                                                   \
    "00000004 " number " 00000000 00000000 00000000 " status                                       \
    " 00000000 00000000 00000000 00000000 00000000 00000000"

#define OUT      "00000000"
#define IN       "00000001"
#define NO_SETUP "0000000000000000"
#define STALLED  "ffffffe0"
#define CANCELED "ffffff98"
#define NO_ROOM  "fffffff4"

#define CONFIGURE(number, value)                                                                   \
    SUBMIT(number, OUT, "00000000", "00000000", "0009" value "00 00000000")
#define DONE(number)         SUBMITTED(number, "00000000", "00000000")
#define EVENT(number)        SUBMIT(number, IN, "00000007", "00000040", NO_SETUP)
#define SEND(number, length) SUBMIT(number, OUT, "00000000", length, "2100 0000 0c00 0010")
#define FETCH(number)        SUBMIT(number, IN, "00000000", "00001000", "a101 0000 0c00 0010")
#define AVAILABLE(number)    SUBMITTED(number, "00000000", "00000008") "a1 01 0000 0c00 0000"

#define OPEN      "01000000 10000000 01000000 00100000"
#define OPEN_DONE "01000080 10000000 01000000 00000000"

static void test_enumeration(void **state)
{
    (void)state;
    start("em7355");
    say(SUBMIT("00000001", IN, "00000000", "00000040", "8006 0001 0000 4000"));
    hears(SUBMITTED("00000001", "00000000", "00000012") "12 01 0002 000000 40 9911 1f90 0600 01"
                                                        "02 03 02");
    /* The answer is never longer than the transfer. */
    say(SUBMIT("00000002", IN, "00000000", "00000009", "8006 0102 0000 ff00"));
    hears(SUBMITTED("00000002", "00000000", "00000009") "09 02 5f00 02 02 00 e0 fa");
    say(SUBMIT("00000003", IN, "00000000", "000000ff", "8006 0f00 0000 ff00"));
    hears(SUBMITTED("00000003", STALLED, "00000000"));
    say(CONFIGURE("00000004", "02"));
    hears(DONE("00000004"));
    assert_int_equal(wdm_sim_usb_configuration(&usbip.usb), 2);
    say(CONFIGURE("00000005", "03"));
    hears(SUBMITTED("00000005", STALLED, "00000000"));
}

/* The messages of an unlock, and one notification for each. */
static void exchange(const char *command, const char *length, const char *answer)
{
    char whole[4096];
    say(EVENT("00000010"));
    hears("");
    (void)snprintf(whole, sizeof(whole), "%s%s%s%s",
                   "00000001 00000011 00010002 00000000 00000000 00000000 ", length,
                   " 00000000 00000000 00000000 2100 0000 0c00 0010 ", command);
    say(whole);
    (void)snprintf(whole, sizeof(whole), "%s%s%s%s",
                   "00000003 00000011 00000000 00000000 00000000 00000000 ", length,
                   " 00000000 00000000 00000000 00000000 00000000", AVAILABLE("00000010"));
    hears(whole);
    say(FETCH("00000012"));
    wdm_sim_usbip_work(&usbip, now);
    assert_true(usbip.queued - usbip.sent > WDM_SIM_USBIP_HEADER);
    assert_hex(usbip.output + usbip.sent + WDM_SIM_USBIP_HEADER,
               usbip.queued - usbip.sent - WDM_SIM_USBIP_HEADER, answer);
    usbip.sent = usbip.queued;
}

#define QMI "d1a30bc2 f97a 6e43 bf65 c7e24fb0f0d3"

static void test_unlock(void **state)
{
    (void)state;
    start("em7355");
    say(CONFIGURE("00000001", "02"));
    hears(DONE("00000001"));
    exchange(OPEN, "00000010", OPEN_DONE);
    exchange("03000000 40000000 02000000 01000000 00000000" QMI "01000000 01000000 10000000"
             "010f00 00 00 00 00 01 2200 0400 01 0100 02",
             "00000040",
             "03000080 48000000 02000000 01000000 00000000" QMI "01000000 00000000 18000000"
             "011700 80 00 00 01 01 2200 0c00 02 0400 0000 0000 01 0200 02 14");
    assert_true(sim.locked);
    exchange("03000000 3d000000 03000000 01000000 00000000" QMI "01000000 01000000 0d000000"
             "010c00 00 02 14 00 0100 5f55 0000",
             "0000003d",
             "03000080 44000000 03000000 01000000 00000000" QMI "01000000 00000000 14000000"
             "011300 80 02 14 02 0100 5f55 0700 02 0400 0000 0000");
    assert_false(sim.locked);
    assert_int_equal(wdm_sim_clients_left(&sim), 1);
}

static void test_unlink(void **state)
{
    (void)state;
    start("em7355");
    say(CONFIGURE("00000001", "02"));
    hears(DONE("00000001"));
    say(EVENT("00000002") EVENT("00000003") EVENT("00000004"));
    hears("");
    assert_int_equal(usbip.urb_count, 3);
    say(UNLINK("00000005", "00000003"));
    hears(UNLINKED("00000005", CANCELED));
    assert_int_equal(usbip.urb_count, 2);
    /* What was answered, or never was, cannot be unlinked. */
    say(SEND("00000006", "00000010") OPEN);
    hears(SUBMITTED("00000006", "00000000", "00000010") AVAILABLE("00000002"));
    say(UNLINK("00000007", "00000002") UNLINK("00000008", "0000abcd"));
    hears(UNLINKED("00000007", "00000000") UNLINKED("00000008", "00000000"));
    /* In the order in which they came. */
    say(SEND("00000009", "00000010") OPEN);
    hears(SUBMITTED("00000009", "00000000", "00000010") AVAILABLE("00000004"));
    /* Endpoints that a configuration does not have stall at once, also while waiting. */
    say(SUBMIT("0000000a", IN, "00000006", "00004000", NO_SETUP));
    hears(SUBMITTED("0000000a", STALLED, "00000000"));
    say(SUBMIT("0000000b", OUT, "00000004", "00000003", NO_SETUP) "aabbcc");
    hears(SUBMITTED("0000000b", STALLED, "00000000"));
    say(EVENT("0000000c"));
    hears("");
    say(CONFIGURE("0000000d", "00"));
    hears(DONE("0000000d") SUBMITTED("0000000c", STALLED, "00000000"));
}

/* More waiting transfers than there is a table for are refused, and none is lost. */
static void test_many(void **state)
{
    (void)state;
    start("em7355");
    say(CONFIGURE("00000001", "02"));
    hears(DONE("00000001"));
    for (size_t i = 0; i < WDM_SIM_USBIP_URBS; i++)
        say(EVENT("00000002"));
    hears("");
    say(EVENT("00000003"));
    hears(SUBMITTED("00000003", NO_ROOM, "00000000"));
    assert_int_equal(usbip.urb_count, WDM_SIM_USBIP_URBS);
    /* Where the host reads nothing, its commands wait. */
    start("em7355");
    size_t total = 0, taken = 0;
    uint8_t command[64];
    size_t length =
        bytes_of_hex(SUBMIT("00000001", IN, "00000000", "00000040", "8006 0001 0000 4000"), command,
                     sizeof(command));
    do {
        taken = wdm_sim_usbip_input(&usbip, command, length, now);
        total += taken;
    } while (taken == length && total < 1000000);
    assert_in_range(total, 40000, 200000);
    assert_true(usbip.queued <= sizeof(usbip.output));
    /* Once it reads, all are answered. */
    size_t answers = 0;
    for (int i = 0; i < 100; i++) {
        answers += usbip.queued - usbip.sent;
        usbip.sent = usbip.queued;
        wdm_sim_usbip_work(&usbip, now);
    }
    assert_int_equal(answers, total / length * (48 + 18));
}

static void test_hostile(void **state)
{
    static const struct {
        const char *hex;
        const char *problem; /* NULL: it is only not whole, or harmless */
    } rows[] = {
        {SUBMIT("00000001", OUT, "00000004", "00008001", NO_SETUP), "too long"},
        {SUBMIT("00000001", OUT, "00000004", "ffffffff", NO_SETUP), "too long"},
        {SUBMIT("00000001", OUT, "00000000", "80000000", NO_SETUP), "too long"},
        {SUBMIT("00000001", "00000002", "00000000", "00000000", NO_SETUP), "direction"},
        {SUBMIT("00000001", IN, "00000010", "00000000", NO_SETUP), "endpoint"},
        {SUBMIT("00000001", IN, "ffffffff", "00000000", NO_SETUP), "endpoint"},
        {"00000003" SUBMITTED("00000001", "00000000", "00000000"), "command"},
        {"00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000"
         "00000000 00000000 00000000",
         "command"},
        {"00000001 00000001 00010002 00000001 00000006 00000000 00000000 00000000 00000001"
         "00000000 0000000000000000",
         "isochronous"},
        {"00000001 00000001 00010002 00000001 00000006 00000000 00000000 00000000 ffffffff"
         "00000000 0000000000000000",
         NULL},
        {SUBMIT("00000001", IN, "00000006", "ffffffff", NO_SETUP), NULL},
        {SUBMIT("00000001", IN, "00000000", "ffffffff", "8006 0001 0000 ffff"), NULL},
        {SUBMIT("00000001", IN, "00000000", "00000000", "8006 0001 0000 ffff"), NULL},
        {SUBMIT("00000001", OUT, "00000000", "00000000", "8006 0001 0000 ffff"), NULL},
        {SUBMIT("00000001", OUT, "00000004", "00008000", NO_SETUP) "00", NULL},
        {UNLINK("00000001", "00000001"), NULL},
        {"00000001 0000", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        start("em7355");
        say(rows[i].hex);
        assert_int_equal(usbip.failed, rows[i].problem != NULL);
        if (rows[i].problem && !strstr(usbip.problem, rows[i].problem))
            fail_msg("%s: %s", rows[i].hex, usbip.problem);
        /* What follows a mistake is forgotten. */
        say(SUBMIT("00000001", IN, "00000000", "00000012", "8006 0001 0000 4000"));
        if (rows[i].problem)
            hears("");
    }
    /* In any pieces it is the same. */
    uint8_t bytes[256];
    size_t length = bytes_of_hex(CONFIGURE("00000001", "02") SEND("00000002", "00000010")
                                     OPEN FETCH("00000003"),
                                 bytes, sizeof(bytes));
    for (size_t cut = 1; cut < length; cut++) {
        start("em7355");
        for (size_t at = 0; at < length; at += cut) {
            size_t piece = cut < length - at ? cut : length - at;
            assert_int_equal(wdm_sim_usbip_input(&usbip, bytes + at, piece, now), piece);
        }
        hears(DONE("00000001") SUBMITTED("00000002", "00000000", "00000010")
                  SUBMITTED("00000003", "00000000", "00000010") OPEN_DONE);
    }
    /* Nothing is answered by a modem that is gone. */
    start("em7355,unplug=1");
    say(CONFIGURE("00000001", "02") SEND("00000002", "00000010") OPEN FETCH("00000003"));
    hears(DONE("00000001") SUBMITTED("00000002", "00000000", "00000010"));
    assert_true(sim.gone);
}

static void test_time(void **state)
{
    (void)state;
    start("em7355,delay=7");
    say(CONFIGURE("00000001", "02") SEND("00000002", "00000010") OPEN);
    assert_true(wdm_sim_usbip_due(&usbip) == WDM_FOREVER);
    say(EVENT("00000003"));
    hears(DONE("00000001") SUBMITTED("00000002", "00000000", "00000010"));
    assert_true(wdm_sim_usbip_due(&usbip) == now + 7 * WDM_MILLISECOND);
    now += 7 * WDM_MILLISECOND;
    hears(AVAILABLE("00000003"));
    assert_true(wdm_sim_usbip_due(&usbip) == WDM_FOREVER);
}

/* ---- vhci_hcd's list, as Linux 6.1 writes it */

#define HEAD "hub port sta spd dev      sockfd local_busid\n"
#define FREE "hs  0000 004 000 00000000 000000 0-0\n"
#define USED "hs  0001 006 003 00010002 000005 1-2\n"
#define NEW  "hs  0002 005 000 00000000 000007 0-0\n"

static void test_status(void **state)
{
    static const struct {
        const char *text;
        int port;           /* the free one; -1: none */
        const char *device; /* on port 1; NULL: none */
    } rows[] = {
        {HEAD FREE USED NEW "ss  0008 004 000 00000000 000000 0-0\n", 0, "1-2"},
        {HEAD USED NEW "ss  0008 004 000 00000000 000000 0-0\n", -1, "1-2"},
        {HEAD USED "hs  0007 004 000 00000000 000000 0-0\n", 7, "1-2"},
        {HEAD USED "hs  0007 004", 7, "1-2"},
        {HEAD "hs  0001 005 003 00010002 000005 0-0\n", -1, NULL},
        {HEAD "hs  0001 006 003 00010002 000005 \n", -1, NULL},
        {HEAD "hs  0001 006 003 00010002 000005 ../../x\n", -1, NULL},
        {HEAD "hs  0001 006 003 00010002 000005 1-1;reboot\n", -1, NULL},
        {HEAD "hs  0001 006 003 00010002 000005 1-1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1\n", -1, NULL},
        {HEAD "ss  0001 006 003 00010002 000005 2-1\n", -1, NULL},
        {HEAD "hs  0001 006 003 00010002 000005 12-1.4 and more of it here and here\n", -1,
         "12-1.4"},
        {HEAD "hs  -001 004 000\nhs  00000 004 000\nhs  0x01 004 000\nhs  0003 4 000\n", 3, NULL},
        {HEAD, -1, NULL},
        {"", -1, NULL},
        {"\n\n\n   \n", -1, NULL},
        {"hs", -1, NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        unsigned port = 99;
        char name[16] = "";
        size_t length = strlen(rows[i].text);
        assert_int_equal(wdm_vhci_free_port(rows[i].text, length, &port), rows[i].port >= 0);
        if (rows[i].port >= 0)
            assert_int_equal(port, rows[i].port);
        assert_int_equal(wdm_vhci_device(rows[i].text, length, 1, name, sizeof(name)),
                         rows[i].device != NULL);
        if (rows[i].device)
            assert_string_equal(name, rows[i].device);
        /* Cut anywhere, nothing is read past the end (the sanitizers look). */
        for (size_t cut = 0; cut < length; cut++) {
            char *copy = malloc(cut + 1);
            assert_non_null(copy);
            memcpy(copy, rows[i].text, cut);
            (void)wdm_vhci_free_port(copy, cut, &port);
            (void)wdm_vhci_device(copy, cut, 1, name, sizeof(name));
            free(copy);
        }
    }
}

/* ---- The server, where sysfs is a folder of plain files */

struct heard {
    char text[512];
};

static void tell(void *context, enum wdm_sim_usbip_news news, const char *text)
{
    struct heard *heard = context;
    size_t length = strlen(heard->text);
    wdm_format(heard->text + length, sizeof(heard->text) - length, "%d %s\n", (int)news, text);
}

static void put_file(const char *root, const char *name, const char *text)
{
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/devices/platform/vhci_hcd.0/%s", root, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void get_file(const char *root, const char *name, char *text, size_t capacity)
{
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/devices/platform/vhci_hcd.0/%s", root, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(text, 1, capacity - 1, file);
    text[length] = '\0';
    assert_int_equal(fclose(file), 0);
}

static void make_folders(char root[64])
{
    static const char *const folders[] = {"devices", "devices/platform",
                                          "devices/platform/vhci_hcd.0"};
    const char *temporary = getenv("TMPDIR");
    (void)snprintf(root, 64, "%.40s/wdm-vhci-XXXXXX", temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(root));
    for (size_t i = 0; i < COUNT(folders); i++) {
        char path[128];
        (void)snprintf(path, sizeof(path), "%s/%s", root, folders[i]);
        assert_int_equal(mkdir(path, 0700), 0);
    }
}

static void remove_all(const char *root)
{
    static const char *const places[] = {"devices/platform/vhci_hcd.0/status",
                                         "devices/platform/vhci_hcd.0/attach",
                                         "devices/platform/vhci_hcd.0/detach",
                                         "devices/platform/vhci_hcd.0",
                                         "devices/platform",
                                         "devices",
                                         ""};
    for (size_t i = 0; i < COUNT(places); i++) {
        char path[128];
        (void)snprintf(path, sizeof(path), "%s/%s", root, places[i]);
        (void)remove(path);
    }
}

static bool serve(const char *root, const char *commands, struct heard *heard,
                  struct wdm_error *error)
{
    int ends[2];
    struct wdm_sim_usbip_server server = {.sysfs = root, .tell = tell, .context = heard};
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], commands, strlen(commands)), (ssize_t)strlen(commands));
    (void)close(ends[1]);
    server.commands = ends[0];
    heard->text[0] = '\0';
    assert_true(wdm_sim_init(&sim, "em7355", error));
    bool done = wdm_sim_serve_usbip(&usbip, &sim, false, &server, error);
    (void)close(ends[0]);
    return done;
}

static void test_server(void **state)
{
    struct wdm_error error;
    struct heard heard;
    char root[64], text[64];
    unsigned port, device, speed;
    int fd;
    (void)state;
    make_folders(root);
    /* The module is not there, its ports are taken, it cannot be written to. */
    assert_false(serve(root, "", &heard, &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_non_null(strstr(error.hint, "modprobe vhci-hcd"));
    put_file(root, "status", HEAD USED);
    assert_false(serve(root, "", &heard, &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_non_null(strstr(error.what, "no free port"));
    put_file(root, "status", HEAD "hs  0003 004 000 00000000 000000 0-0\n");
    assert_false(serve(root, "", &heard, &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_non_null(strstr(error.what, "attach"));
    /* This kernel takes the socket and lets go of it at once; it is plugged in again. */
    put_file(root, "attach", "");
    put_file(root, "detach", "");
    assert_true(serve(root, "plug\nnonsense\n\na-word-without-an-end-of-it\nunplug\nquit\n", &heard,
                      &error));
    assert_string_equal(heard.text,
                        "1 the modem unplugged\n"
                        "2 no such command on standard input: there are unplug, plug, quit\n"
                        "2 no such command on standard input: there are unplug, plug, quit\n"
                        "1 the modem unplugged\n");
    get_file(root, "attach", text, sizeof(text));
    assert_int_equal(sscanf(text, "%u %d %u %u", &port, &fd, &device, &speed), 4);
    assert_int_equal(port, 3);
    assert_true(fd > 2);
    assert_int_equal(speed, 3);
    /* No descriptor is left open. */
    assert_int_equal(fcntl(fd, F_GETFD), -1);
    assert_int_equal(fcntl(fd - 1, F_GETFD), -1);
    remove_all(root);
}

static volatile sig_atomic_t interrupted;

/* Each time that it is unplugged, a signal: to plug it, to plug it again, to end. */
static void signal_back(void *context, enum wdm_sim_usbip_news news, const char *text)
{
    unsigned *count = context;
    assert_int_equal(news, WDM_SIM_USBIP_CHANGED);
    assert_string_equal(text, "the modem unplugged");
    if (++*count < 3)
        assert_int_equal(raise(SIGUSR2), 0);
    else
        interrupted = 1;
}

static void test_signals(void **state)
{
    struct wdm_error error;
    sigset_t before, after;
    unsigned count = 0;
    char root[64];
    (void)state;
    struct wdm_sim_usbip_server server = {
        .interrupted = &interrupted, .commands = -1, .tell = signal_back, .context = &count};
    make_folders(root);
    server.sysfs = root;
    put_file(root, "status", HEAD FREE);
    put_file(root, "attach", "");
    put_file(root, "detach", "");
    assert_true(wdm_sim_init(&sim, "em7355", &error));
    assert_int_equal(sigprocmask(SIG_BLOCK, NULL, &before), 0);
    assert_true(wdm_sim_serve_usbip(&usbip, &sim, false, &server, &error));
    assert_int_equal(count, 3);
    /* Signals are as they were. */
    assert_int_equal(sigprocmask(SIG_BLOCK, NULL, &after), 0);
    assert_int_equal(sigismember(&after, SIGUSR1), sigismember(&before, SIGUSR1));
    assert_int_equal(sigismember(&after, SIGUSR2), sigismember(&before, SIGUSR2));
    remove_all(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_enumeration), cmocka_unit_test(test_unlock),
        cmocka_unit_test(test_unlink),      cmocka_unit_test(test_many),
        cmocka_unit_test(test_hostile),     cmocka_unit_test(test_time),
        cmocka_unit_test(test_status),      cmocka_unit_test(test_server),
        cmocka_unit_test(test_signals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
