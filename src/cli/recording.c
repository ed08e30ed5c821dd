/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures read whole, for commands that play or compare them; and modems that play one. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "wdm/format.h"

static bool fail_read(struct cli *cli, const char *name)
{
    return wdm_fail(&cli->error, WDM_NO_PORT, "cannot read %s: %s", name, wdm_errno_text(errno));
}

/* Feeds all of a file, however long it takes to come. */
static bool read_all(struct cli *cli, int fd, const char *name)
{
    struct cli_loader *loader = &cli->ports.loader;
    const struct wdm_port waiter = {.interrupted = cli->interrupted, .wait_mask = &cli->wait_mask};

    for (;;) {
        ssize_t count;

        if (!wdm_port_wait(&waiter, fd, POLLIN, NULL, WDM_FOREVER, &cli->error))
            return false;
        count = read(fd, loader->bytes, sizeof loader->bytes);
        if (count == 0 || loader->loader.is_full)
            return true;
        if (count > 0)
            wdm_recording_feed(&loader->loader, loader->bytes, (size_t)count);
        else if (errno != EINTR && errno != EAGAIN)
            return fail_read(cli, name);
    }
}

bool cli_load_recording(struct cli *cli, const char *name, struct wdm_recording *recording)
{
    struct wdm_recording_loader *loader = &cli->ports.loader.loader;
    bool standard = strcmp(name, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    bool done;

    if (fd < 0)
        return fail_read(cli, name);
    wdm_recording_begin(loader, recording, WDM_CAPTURE_UNKNOWN);
    done = read_all(cli, fd, standard ? "standard input" : name);
    if (!standard)
        close(fd);
    if (!done)
        return false;
    if (!wdm_recording_end(loader, &cli->error))
        return wdm_fail_doing(&cli->error, "%s", standard ? "standard input" : name);
    if (recording->others > 0)
        wdm_put_format(&cli->err.output,
                       "wdmctl: %s: messages of other devices are left out: %zu\n", name,
                       recording->others);
    if (recording->broken > 0)
        wdm_put_format(&cli->err.output,
                       "wdmctl: %s: messages that are damaged, or not whole, are left out: %zu\n",
                       name, recording->broken);
    return true;
}

/* Reads the capture of "FILE,OPTION..."; `*options` are those behind it. */
static bool load(struct cli *cli, const char *specification, const char **options)
{
    char name[4096];
    size_t length = strcspn(specification, ",");

    if (wdm_format(name, sizeof name, "%.*s", (int)(length & 0xffff), specification) ==
        sizeof name - 1)
        return wdm_fail(&cli->error, WDM_NO_PORT, "the name of the capture is too long");
    if (name[0] == '\0')
        return wdm_fail(&cli->error, WDM_USAGE, "the replay of which capture? name a file");
    *options = specification + length + (specification[length] == ',');
    return cli_load_recording(cli, name, &cli->recordings[0]);
}

bool cli_start_replay(struct cli *cli, const char *specification, struct wdm_sim *sim)
{
    const char *options;

    return load(cli, specification, &options) &&
           wdm_sim_replay_init(sim, &cli->replay, &cli->recordings[0], specification, options,
                               &cli->error);
}

bool cli_open_replay(struct cli *cli, const char *specification)
{
    const char *options;

    if (!load(cli, specification, &options) ||
        !wdm_sim_replay_open(&cli->ports.sim, &cli->replay, &cli->recordings[0], specification,
                             options, &cli->error))
        return false;
    cli->port = &cli->ports.sim.port;
    return true;
}
