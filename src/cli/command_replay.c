/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl replay: the host's side of a recorded exchange, said again to a modem, and what
 * it answers otherwise than it was recorded. */
#include <unistd.h>

#include "cli.h"

/* What giving back may take, when the time is up, and at the most. */
#define FINISH_GRACE (250 * WDM_MILLISECOND)
#define FINISH_MOST  (2 * WDM_SECOND)

#define TIMEOUT_DEFAULT (86400 * WDM_SECOND) /* each answer has its own */

/* Exchanges between two signs of progress. */
#define PROGRESS_STEP 50

static const struct cli_option options[] = {
    CLI_COMPARE_OPTIONS,
    {"answer-timeout", 0, "SECONDS", "how long each answer is waited for; default 5"},
    {NULL, 0, NULL, NULL},
};

static void describe(const struct cli *cli, uint32_t index, struct wdm_description *description)
{
    wdm_recorded_describe(&cli->recordings[1], index, cli->trace.describer.catalogue, description);
}

static uint64_t place_of(const struct cli *cli, uint32_t index)
{
    return cli->recordings[1].messages[index].number;
}

static bool shows_progress(const struct cli *cli)
{
    return cli->recordings[1].count > 4 * PROGRESS_STEP && cli->verbose == 0 &&
           isatty(STDERR_FILENO) == 1;
}

static void sending(void *context, uint32_t request)
{
    struct cli *cli = context;

    if (cli->differences.compared % PROGRESS_STEP != 0 || !shows_progress(cli))
        return;
    wdm_put_format(&cli->err.output, "\rmessage %lu of %zu ", (unsigned long)request + 1,
                   cli->recordings[1].count);
    cli_output_flush(&cli->err);
}

static void answered(void *context, uint32_t request, const struct wdm_description *answer)
{
    struct cli *cli = context;
    uint32_t partner = cli->recordings[1].messages[request].partner;
    struct wdm_description recorded;

    if (partner == WDM_RECORDED_NONE && answer == NULL)
        return;
    if (partner == WDM_RECORDED_NONE) {
        describe(cli, request, &recorded);
        cli_differences_alone(cli, &recorded, place_of(cli, request), 0, "answered",
                              "was not answered when it was recorded, and is now");
        return;
    }
    describe(cli, partner, &recorded);
    cli_differences_of(cli, &recorded, place_of(cli, partner), answer, 0);
}

static void left_out(void *context, uint32_t request, const char *why)
{
    struct cli *cli = context;
    struct wdm_description recorded;

    describe(cli, request, &recorded);
    cli_differences_alone(cli, &recorded, place_of(cli, request), 0, "left-out", why);
}

/* The port's protocol, where its driver says it, must be the recording's. */
static bool check_protocol(struct cli *cli)
{
    enum wdm_protocol recorded = cli->recordings[1].protocol;
    enum wdm_protocol spoken = cli->port->protocol;

    return spoken == WDM_PROTOCOL_UNKNOWN || spoken == recorded ||
           wdm_fail(&cli->error, WDM_USAGE, "the capture is of %s, and %s speaks %s",
                    recorded == WDM_PROTOCOL_MBIM ? "MBIM" : "QMI", cli->port->name,
                    spoken == WDM_PROTOCOL_MBIM ? "MBIM" : "QMI");
}

/* Gives back, whatever came before. */
static bool finish(struct cli *cli, bool played)
{
    wdm_time now = wdm_port_now(cli->port);
    wdm_time until = now + FINISH_GRACE;
    struct wdm_error failure;

    if (cli->error.kind == WDM_GONE)
        return played;
    if (cli->error.kind != WDM_INTERRUPTED && cli->deadline > until)
        until = cli->deadline < now + FINISH_MOST ? cli->deadline : now + FINISH_MOST;
    if (!wdm_replay_finish(&cli->player, until, &failure) && played)
        cli_report(&cli->err, &failure);
    return played;
}

static bool play(struct cli *cli)
{
    struct wdm_replay *player = &cli->player;
    const char *answer_timeout = cli_value(cli, "answer-timeout");
    bool played;

    wdm_replay_init(player, &cli->recordings[1], &cli->modem.channel);
    player->catalogue = cli->trace.describer.catalogue;
    player->sending = sending;
    player->answered = answered;
    player->left_out = left_out;
    player->context = cli;
    if (answer_timeout != NULL)
        player->answer_timeout = cli_read_seconds(answer_timeout);
    if (player->answer_timeout < WDM_SECOND / 100)
        return wdm_fail(&cli->error, WDM_USAGE,
                        "--answer-timeout: '%s' is not 0.01 to 86400 seconds", answer_timeout);
    played = finish(cli, wdm_replay_run(player, cli->deadline, &cli->error));
    if (shows_progress(cli))
        wdm_put(&cli->err.output, "\r\033[K");
    return played || wdm_fail_doing(&cli->error, "replay");
}

static bool run(struct cli *cli)
{
    if (!cli_want_arguments(cli, 1, 1) || !cli_differences_begin(cli, false) ||
        !cli_load_recording(cli, cli->arguments[0], &cli->recordings[1]))
        return false;
    if (!cli->timed)
        cli->timeout = TIMEOUT_DEFAULT;
    return cli_open_port(cli) && check_protocol(cli) && play(cli) && cli_differences_end(cli);
}

const struct cli_command cli_command_replay = {
    .name = "replay",
    .arguments = "FILE",
    .summary = "Say again what a recorded host said, and compare the answers",
    .help = "FILE is a capture as decode reads it; '-' is the standard input. Each request is\n"
            "sent once the one before is answered, with transaction and client ids of its\n"
            "own. What the modem answers otherwise than it was recorded is printed, field by\n"
            "field: first the place in the capture, then the name, then the old and the new\n"
            "value. Exits with 1 where there are differences. -t has no default here. '-d\n"
            "replay:FILE' plays the modem's side.\n"
            "Example: wdmctl replay unlock.pcapng -d cdc-wdm0\n",
    .options = options,
    .run = run,
};
