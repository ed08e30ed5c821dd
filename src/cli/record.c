/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* -w: what passes between host and modem, kept in a file of pcapng. Each message is in
 * the file before the next thing happens: it is whole whatever ends the program. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

#define SYSFS "/sys"

/* At most this much goes into a pipe at once: one that poll() calls writable takes it. */
#define PIECE ((size_t)512)

/* How long a pipe's reader is waited for once a signal has come. */
#define BRIEF (100 * WDM_MILLISECOND)

/* ---- Writing */

static void fail(struct cli_record *record, int failure)
{
    struct wdm_error error;

    record->failure = failure;
    wdm_fail(&error, WDM_USAGE, "cannot write %s: %s", record->cli->write_path,
             wdm_errno_text(failure));
    wdm_fail_hint(&error, "the recording ends here");
    cli_report(&record->cli->err, &error);
}

/* Waits until a pipe's reader takes something: at most until the command's deadline. */
static bool wait_writable(struct cli_record *record)
{
    const struct cli *cli = record->cli;
    bool interrupted = *cli->interrupted != 0;
    struct wdm_port waiter = {.interrupted = cli->interrupted, .wait_mask = &cli->wait_mask};
    wdm_time until = cli->port != NULL ? cli->deadline : WDM_FOREVER;
    struct wdm_error error;

    if (interrupted) {
        waiter.interrupted = NULL;
        until = wdm_clock_now() + BRIEF;
    }
    if (wdm_port_wait(&waiter, record->fd, POLLOUT, NULL, until, &error))
        return true;
    if (error.kind == WDM_INTERRUPTED && !interrupted)
        return wait_writable(record);
    fail(record, ETIMEDOUT);
    return false;
}

/* Blocks that did not go into a plain file whole are taken out of it again. */
static void take_back(const struct cli_record *record, off_t start)
{
    if (record->plain && start >= 0 && ftruncate(record->fd, start) == 0)
        (void)lseek(record->fd, start, SEEK_SET);
}

static void write_blocks(void *context, const uint8_t *bytes, size_t length)
{
    struct cli_record *record = context;
    off_t start = record->plain ? lseek(record->fd, 0, SEEK_CUR) : -1;

    while (length > 0 && record->failure == 0) {
        size_t piece = record->plain || length < PIECE ? length : PIECE;
        ssize_t count;

        if (!record->plain && !wait_writable(record))
            return;
        count = write(record->fd, bytes, piece);
        if (count < 0 && errno != EINTR && errno != EAGAIN) {
            int failure = errno;

            take_back(record, start);
            fail(record, failure);
        } else if (count > 0) {
            bytes += count;
            length -= (size_t)count;
        }
    }
}

void cli_record_write(struct cli_record *record, const struct wdm_captured *captured)
{
    if (record->failure == 0)
        wdm_capture_write(&record->writer, captured);
}

/* ---- The file */

/* Commands whose messages are none that -w could write. */
static const struct {
    const char *name;
    const char *why;
} unfit[] = {
    {"at", "AT commands are not recorded"},
    {"catalogue", "it talks to no modem"},
};

bool cli_record_fits(struct cli *cli)
{
    size_t i;

    if (cli->write_path == NULL) /* untouched, the record costs no memory */
        return true;
    cli->record.wanted = true;
    for (i = 0; i < sizeof unfit / sizeof unfit[0]; i++) {
        if (strcmp(cli->command->name, unfit[i].name) == 0)
            return wdm_fail(&cli->error, WDM_USAGE, "%s: no -w: %s", unfit[i].name, unfit[i].why);
    }
    return true;
}

bool cli_record_open(struct cli *cli)
{
    const struct wdm_capture_output output = {.write = write_blocks, .context = &cli->record};
    struct cli_record *record = &cli->record;
    const char *path = cli->write_path;
    bool standard = strcmp(path, "-") == 0;
    struct stat status;

    record->cli = cli;
    record->fd = standard
                     ? STDOUT_FILENO
                     : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
                            S_IRUSR | S_IWUSR);
    if (record->fd < 0 || fstat(record->fd, &status) != 0) {
        int failure = errno;

        if (record->fd > STDERR_FILENO)
            close(record->fd);
        record->fd = 0;
        return wdm_fail(&cli->error, WDM_USAGE, "cannot write %s: %s", path,
                        failure == ENXIO ? "nobody reads from it" : wdm_errno_text(failure));
    }
    if (standard && isatty(record->fd)) {
        record->fd = 0;
        return wdm_fail(&cli->error, WDM_USAGE, "-w -: standard output is a terminal");
    }
    record->plain = S_ISREG(status.st_mode);
    wdm_capture_writer_init(&record->writer, &output, "wdmctl " WDM_VERSION);
    return true;
}

bool cli_record_close(struct cli *cli, bool done)
{
    struct cli_record *record = &cli->record;
    struct wdm_error error;

    if (record->wanted && record->fd == 0 && done) {
        wdm_fail(&error, WDM_USAGE, "%s: -w: there was no modem's port to record",
                 cli->command->name);
        cli_report(&cli->err, &error);
        return false;
    }
    if (record->fd > STDERR_FILENO && close(record->fd) != 0 && record->failure == 0)
        fail(record, errno);
    return record->failure == 0;
}

/* ---- What passes a port */

static void seen(void *context, bool from_modem, enum wdm_protocol protocol, const uint8_t *bytes,
                 size_t length, wdm_time when)
{
    struct cli_record *record = context;
    struct wdm_captured captured = record->port;

    captured.kind = protocol == WDM_PROTOCOL_UNKNOWN ? WDM_CAPTURED_BYTES : WDM_CAPTURED_MESSAGE;
    captured.from_modem = from_modem;
    captured.timed = true;
    captured.when = record->base + when * 1000;
    captured.protocol = protocol;
    captured.bytes = (struct wdm_span){.bytes = bytes, .length = length};
    captured.announced = length;
    cli_record_write(record, &captured);
    if (record->next.seen != NULL)
        record->next.seen(record->next.context, from_modem, protocol, bytes, length, when);
}

/* Begins to record a port whose clock says `now`. */
static bool begin(struct cli *cli, wdm_time now)
{
    struct cli_record *record = &cli->record;

    if (strcmp(cli->write_path, "-") == 0) {
        wdm_fail(&cli->error, WDM_USAGE, "-w -: standard output is where the results go");
        return wdm_fail_hint(&cli->error, "name a file");
    }
    if (record->fd == 0 && !cli_record_open(cli))
        return false;
    record->base = wdm_clock_wall() - now * 1000;
    record->port = (struct wdm_captured){.device = ++record->port_count};
    return true;
}

bool cli_record_port(struct cli *cli)
{
    struct cli_record *record = &cli->record;
    struct wdm_device_place place;

    if (cli->write_path == NULL)
        return true;
    if (!begin(cli, wdm_port_now(cli->port)))
        return false;
    record->port.vendor = cli->port->vendor;
    record->port.product = cli->port->product;
    record->port.spoken = cli->port->protocol;
    if (wdm_device_place(cli->port->name, SYSFS, &place)) {
        record->port.device = (uint32_t)place.bus << 16 | place.address;
        record->port.interface = place.interface;
    }
    record->next = cli->modem.channel.observer;
    cli->modem.channel.observer = (struct wdm_observer){.seen = seen, .context = record};
    return true;
}

bool cli_record_sim(struct cli *cli, struct wdm_sim *sim)
{
    struct cli_record *record = &cli->record;

    if (cli->write_path == NULL)
        return true;
    if (!begin(cli, wdm_clock_now()))
        return false;
    wdm_sim_ids(sim, &record->port.vendor, &record->port.product);
    record->port.spoken = sim->protocol;
    sim->observer = (struct wdm_observer){.seen = seen, .context = record};
    return true;
}
