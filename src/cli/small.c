/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In small builds, in place of find.c and local_time.c: there is no --find, and
 * clocks show UTC. */
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
