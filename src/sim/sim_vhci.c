/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* vhci_hcd, the kernel's host controller for USB/IP: its ports, and attaching a device to
 * one. Reads and writes its files in sysfs. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "sim_usb.h"
#include "wdm/format.h"

#define CONTROLLER "devices/platform/vhci_hcd.0"
#define PATH_SIZE  ((size_t)256)
#define STATUS_MAX ((size_t)4096) /* a file of sysfs is never longer */

/* States of a port (enum usbip_device_status), and the speed that a modem has. */
#define STATE_FREE 4
#define STATE_USED 6
#define SPEED_HIGH 3

#define TRIES 32

/* Any bus and device number: nobody but this program hears it again. */
#define DEVICE_ID 0x00010002

/* ---- The list of ports */

#define COLUMNS 7

struct line {
    struct wdm_span columns[COLUMNS];
};

/* Splits the line that begins at *position, and goes on to the next. False at the end. */
static bool next_line(const char *text, size_t length, size_t *position, struct line *line)
{
    size_t column = 0;
    *line = (struct line){0};
    if (*position >= length)
        return false;
    while (*position < length && text[*position] != '\n') {
        size_t start = *position;
        while (*position < length && text[*position] != '\n' && text[*position] != ' ')
            (*position)++;
        if (*position > start && column < COLUMNS)
            line->columns[column++] = (struct wdm_span){.bytes = (const uint8_t *)text + start,
                                                        .length = *position - start};
        while (*position < length && text[*position] == ' ')
            (*position)++;
    }
    *position += *position < length;
    return true;
}

static bool is_word(struct wdm_span column, const char *word)
{
    return column.length == strlen(word) && memcmp(column.bytes, word, column.length) == 0;
}

/* A decimal number of up to four digits. */
static bool read_number(struct wdm_span column, unsigned *number)
{
    *number = 0;
    for (size_t i = 0; i < column.length; i++) {
        unsigned digit = wdm_digit((char)column.bytes[i]);
        if (digit > 9)
            return false;
        *number = *number * 10 + digit;
    }
    return column.length > 0 && column.length <= 4;
}

bool wdm_vhci_free_port(const char *status, size_t length, unsigned *port)
{
    struct line line;
    size_t position = 0;
    while (next_line(status, length, &position, &line)) {
        unsigned state;
        if (is_word(line.columns[0], "hs") && read_number(line.columns[1], port) &&
            read_number(line.columns[2], &state) && state == STATE_FREE)
            return true;
    }
    return false;
}

/* "1-1", "12-1.4": what a device's name can have. */
static bool is_device_name(struct wdm_span name)
{
    for (size_t i = 0; i < name.length; i++) {
        char character = (char)name.bytes[i];
        if (wdm_digit(character) > 9 && character != '-' && character != '.')
            return false;
    }
    return name.length > 0 && name.bytes[0] != '.';
}

bool wdm_vhci_device(const char *status, size_t length, unsigned port, char *name, size_t capacity)
{
    struct line line;
    size_t position = 0;
    while (next_line(status, length, &position, &line)) {
        unsigned number, state;
        struct wdm_span device = line.columns[6];
        if (!is_word(line.columns[0], "hs") || !read_number(line.columns[1], &number) ||
            number != port || !read_number(line.columns[2], &state))
            continue;
        if (state != STATE_USED || !is_device_name(device) || device.length >= capacity)
            return false;
        memcpy(name, device.bytes, device.length);
        name[device.length] = '\0';
        return true;
    }
    return false;
}

/* ---- The files */

static bool fail_file(const char *verb, const char *path, int code, struct wdm_error *error)
{
    wdm_fail(error, WDM_NO_PORT, "cannot %s %s: %s", verb, path, wdm_errno_text(code));
    if (code == EACCES || code == EPERM)
        wdm_fail_hint(error, "only root may attach USB devices");
    return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
}

static int open_file(const char *sysfs, const char *name, int flags, char path[PATH_SIZE])
{
    wdm_format(path, PATH_SIZE, "%s/" CONTROLLER "/%s", sysfs, name);
    return open(path, flags | O_CLOEXEC | O_NOCTTY);
}

static bool read_status(const char *sysfs, char text[STATUS_MAX], size_t *length,
                        struct wdm_error *error)
{
    char path[PATH_SIZE];
    int fd = open_file(sysfs, "status", O_RDONLY, path);
    if (fd < 0 && errno == ENOENT) {
        wdm_fail(error, WDM_NO_PORT, "this kernel's vhci_hcd is not loaded: there is no %s", path);
        return wdm_fail_hint(error, "'modprobe vhci-hcd' loads it");
    }
    if (fd < 0)
        return fail_file("read", path, errno, error);
    ssize_t count = read(fd, text, STATUS_MAX);
    int code = errno;
    (void)close(fd);
    if (count < 0)
        return fail_file("read", path, code, error);
    *length = (size_t)count;
    return true;
}

static bool write_file(const char *sysfs, const char *name, const char *text,
                       struct wdm_error *error)
{
    char path[PATH_SIZE];
    int fd = open_file(sysfs, name, O_WRONLY, path);
    if (fd < 0)
        return fail_file("write to", path, errno, error);
    ssize_t count = write(fd, text, strlen(text));
    int code = errno;
    (void)close(fd);
    return count >= 0 || fail_file("write to", path, code, error);
}

/* Attaches to a port that is free now. */
static bool try_attach(const char *sysfs, int fd, unsigned *port, struct wdm_error *error)
{
    char status[STATUS_MAX];
    char order[64];
    size_t length;
    if (!read_status(sysfs, status, &length, error))
        return false;
    if (!wdm_vhci_free_port(status, length, port)) {
        wdm_fail(error, WDM_NO_PORT, "vhci_hcd has no free port for a high-speed device");
        return wdm_fail_hint(error, "'usbip port' lists what is attached");
    }
    wdm_format(order, sizeof(order), "%u %d %u %u", *port, fd, DEVICE_ID, SPEED_HIGH);
    return write_file(sysfs, "attach", order, error);
}

/* Where another program is faster, the next free port will do. */
bool wdm_vhci_attach(const char *sysfs, int fd, unsigned *port, struct wdm_error *error)
{
    for (int i = 0; i < TRIES; i++) {
        if (try_attach(sysfs, fd, port, error))
            return true;
        if (error->list != WDM_CODE_ERRNO || error->code != EBUSY)
            return false;
    }
    return false;
}

/* What the kernel has let go of already is no failure. */
void wdm_vhci_detach(const char *sysfs, unsigned port)
{
    char order[16];
    struct wdm_error error;
    wdm_format(order, sizeof(order), "%u", port);
    (void)write_file(sysfs, "detach", order, &error);
}

bool wdm_vhci_name(const char *sysfs, unsigned port, char *name, size_t capacity)
{
    char status[STATUS_MAX];
    size_t length;
    struct wdm_error error;
    return read_status(sysfs, status, &length, &error) &&
           wdm_vhci_device(status, length, port, name, capacity);
}
