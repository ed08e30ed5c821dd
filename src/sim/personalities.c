/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The list of personalities: a row each. */
#include "personality.h"

static const struct wdm_personality *const personalities[] = {
    &wdm_sim_em7355,  &wdm_sim_em7355_qmi, &wdm_sim_silent, &wdm_sim_mbim_only,
#ifndef WDM_SMALL
    &wdm_sim_mbimex3, &wdm_sim_em7455,
#endif
};

const struct wdm_personality *wdm_sim_personality_at(size_t index)
{
    return index < sizeof(personalities) / sizeof(personalities[0]) ? personalities[index] : NULL;
}

const char *wdm_sim_personality_name(size_t index)
{
    const struct wdm_personality *personality = wdm_sim_personality_at(index);
    return personality ? personality->name : NULL;
}

const char *wdm_sim_personality_summary(size_t index)
{
    const struct wdm_personality *personality = wdm_sim_personality_at(index);
    return personality ? personality->summary : NULL;
}
