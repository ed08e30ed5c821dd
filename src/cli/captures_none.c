/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In PROFILE=full, in place of record.c and recording.c: nothing is recorded, and no
 * capture is played. */
#include "cli.h"

static bool fail_left_out(struct cli *cli)
{
    return wdm_fail(&cli->error, WDM_USAGE, "this build plays no captures (PROFILE=full)");
}

bool cli_record_fits(struct cli *cli)
{
    (void)cli;
    return true;
}

bool cli_record_port(struct cli *cli)
{
    (void)cli;
    return true;
}

bool cli_record_sim(struct cli *cli, struct wdm_sim *sim)
{
    (void)cli;
    (void)sim;
    return true;
}

bool cli_record_close(struct cli *cli, bool done)
{
    (void)cli;
    (void)done;
    return true;
}

bool cli_open_replay(struct cli *cli, const char *specification)
{
    (void)specification;
    return fail_left_out(cli);
}

bool cli_start_replay(struct cli *cli, const char *specification, struct wdm_sim *sim)
{
    (void)specification;
    (void)sim;
    return fail_left_out(cli);
}
