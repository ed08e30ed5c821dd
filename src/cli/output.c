/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Buffered output to a descriptor: no stdio, which allocates, and no failure
 * that is not noticed. */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "wdm/log.h"

/* At most this much goes out in one write: whatever poll() calls writable takes it
 * whole. */
#define WRITE_MAX ((size_t)512)

static void fail(struct cli_output *out, int failure)
{
    out->failure = failure;
    out->length = 0;
}

/* Waits until the reader takes something: for ever, but when a signal has come. */
static bool wait_writable(struct cli_output *out)
{
    static const struct timespec brief = {.tv_nsec = 100000000};
    struct pollfd place = {.fd = out->fd, .events = POLLOUT};

    for (;;) {
        bool interrupted = out->interrupted != NULL && *out->interrupted != 0;
        int ready = ppoll(&place, 1, interrupted ? &brief : NULL, out->wait_mask);

        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR) {
            fail(out, errno);
            return false;
        }
        if (out->interrupted != NULL && *out->interrupted != 0) {
            fail(out, EINTR);
            return false;
        }
    }
}

/* Writes `length` bytes; a signal ends a wait for a reader that does not read. */
static void write_all(struct cli_output *out, const char *text, size_t length)
{
    while (length > 0 && out->failure == 0) {
        ssize_t written;

        if (!wait_writable(out))
            return;
        written = write(out->fd, text, length < out->piece ? length : out->piece);
        if (written < 0 && errno != EINTR && errno != EAGAIN) {
            fail(out, errno);
        } else if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
}

void cli_output_flush(struct cli_output *out)
{
    size_t length = out->length;

    out->length = 0;
#ifndef WDM_RESCUE
    if (out->priority != 0) {
        wdm_log_lines(out->fd, out->priority, out->text, length);
        return;
    }
#endif
    write_all(out, out->text, length);
}

static void output_write(struct wdm_output *output, const char *text, size_t length)
{
    struct cli_output *out = (struct cli_output *)output;
    size_t room;

    while (length >= (room = out->capacity - out->length)) {
        memcpy(out->text + out->length, text, room);
        out->length += room;
        text += room;
        length -= room;
        cli_output_flush(out);
    }
    memcpy(out->text + out->length, text, length);
    out->length += length;
}

void cli_output_init(struct cli_output *out, int fd)
{
    memset(out, 0, sizeof *out);
    out->output.write = output_write;
    out->fd = fd;
    out->text = out->buffer;
    out->capacity = sizeof out->buffer;
    out->piece = WRITE_MAX;
}

#ifndef WDM_SMALL
void cli_output_enlarge(struct cli_output *out, char *text, size_t capacity)
{
    struct stat status;

    cli_output_flush(out);
    out->text = text;
    out->capacity = capacity;
    if (fstat(out->fd, &status) != 0)
        return;
    if (S_ISREG(status.st_mode))
        out->piece = capacity;
    else if (S_ISFIFO(status.st_mode) || (S_ISCHR(status.st_mode) && isatty(out->fd) == 0))
        out->piece = PIPE_BUF;
}
#endif
