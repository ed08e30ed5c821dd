/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In small builds, in place of find.c, local_time.c, root.c and openers.c: there is no
 * --find, clocks show UTC, there is no --root, nobody looks who has a port open, and list
 * prints text alone, and nothing is detached. */
#include "fields.h"

const struct cli_option cli_find_options[] = {{NULL, 0, NULL, NULL}};

bool cli_find_qmi(struct cli *cli, const struct wdm_qmi_service *service)
{
    (void)service;
    return wdm_fail(&cli->error, WDM_USAGE, "this build has no --find");
}

bool cli_find_mbim(struct cli *cli, const struct wdm_mbim_service *service)
{
    (void)service;
    return wdm_fail(&cli->error, WDM_USAGE, "this build has no --find");
}

int32_t cli_utc_offset(int64_t time)
{
    (void)time;
    return 0;
}

bool cli_open_below_root(struct cli *cli)
{
    return wdm_fail(&cli->error, WDM_USAGE, "this build has no --root");
}

void cli_find_openers(struct cli *cli)
{
    (void)cli;
}

void cli_print_openers(const struct wdm_found_port *port, struct wdm_output *out)
{
    (void)port;
    (void)out;
}

bool cli_list_json(struct cli *cli, const struct wdm_found_modem *modem)
{
    (void)modem;
    return wdm_fail(&cli->error, WDM_USAGE, "this build has no -j list");
}

void cli_print_notes(struct cli *cli)
{
    (void)cli;
}

bool cli_unlock(struct cli *cli, const struct wdm_unlock_options *unlock,
                struct wdm_unlock_report *report, struct cli_reattached *reset)
{
    (void)reset;
    return wdm_unlock(&cli->modem, unlock, report, cli->deadline, &cli->error) ||
           wdm_fail_doing(&cli->error, "unlock");
}

void cli_print_reattached(struct cli *cli, const struct cli_reattached *reattached)
{
    (void)cli;
    (void)reattached;
}

void cli_name_opener(struct cli *cli)
{
    (void)cli;
}

struct wdm_output *cli_wrap(struct cli_wrap *wrap, struct cli_output *out)
{
    (void)wrap;
    return &out->output;
}
