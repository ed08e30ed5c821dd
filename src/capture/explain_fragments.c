/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fragments that are lost, out of order or too long (MBIM 1.0, 9.5). */
#include "explain_internal.h"

#define FOLLOW "fragments of a message follow each other, and none may be left out"

static struct wdm_explain_fragments *way(struct wdm_explainer *explainer)
{
    return &explainer->port->fragments[explainer->captured->from_modem ? 1 : 0];
}

/* What was under way will not become whole. */
static void tell_lost(struct wdm_explainer *explainer, struct wdm_explain_fragments *fragments)
{
    if (!fragments->open)
        return;
    explainer->blamed = fragments->number;
    wdm_explain_say(explainer, WDM_EXPLAIN_FRAGMENT, true, FOLLOW,
                    "of message #%lu only %lu of %lu fragments came",
                    (unsigned long)fragments->transaction, (unsigned long)fragments->next,
                    (unsigned long)fragments->total);
    fragments->open = false;
}

static void check_order(struct wdm_explainer *explainer, uint32_t transaction, uint32_t total,
                        uint32_t current)
{
    struct wdm_explain_fragments *fragments = way(explainer);
    if (current == 0) {
        tell_lost(explainer, fragments);
        *fragments = (struct wdm_explain_fragments){true, transaction, total, 1,
                                                    explainer->captured->number};
        return;
    }
    if (!fragments->open) {
        wdm_explain_say(explainer, WDM_EXPLAIN_FRAGMENT,
                        explainer->port->from_start || explainer->port->answered > 0, NULL,
                        "fragment %lu of %lu of message #%lu, whose first was not seen",
                        (unsigned long)current + 1, (unsigned long)total,
                        (unsigned long)transaction);
        return;
    }
    if (current == fragments->next && total == fragments->total &&
        transaction == fragments->transaction) {
        fragments->next++;
        fragments->open = fragments->next < total;
        return;
    }
    explainer->blamed = fragments->number;
    wdm_explain_say(
        explainer, WDM_EXPLAIN_FRAGMENT, true, FOLLOW,
        "fragment %lu of %lu of message #%lu where fragment %lu of %lu of #%lu comes next",
        (unsigned long)current + 1, (unsigned long)total, (unsigned long)transaction,
        (unsigned long)fragments->next + 1, (unsigned long)fragments->total,
        (unsigned long)fragments->transaction);
    fragments->open = false;
}

static void check_size(struct wdm_explainer *explainer)
{
    const struct wdm_captured *captured = explainer->captured;
    uint32_t most = explainer->port->max_control;
    if (most > 0 && captured->announced > most)
        wdm_explain_say(explainer, WDM_EXPLAIN_FRAGMENT, true,
                        captured->from_modem
                            ? "ask for a larger MaxControlTransfer in OPEN (the driver's "
                              "IOCTL_WDM_MAX_COMMAND tells how much it can)"
                            : "cut the message into fragments of MaxControlTransfer bytes",
                        "a message of %lu bytes where OPEN agreed on at most %lu",
                        (unsigned long)captured->announced, (unsigned long)most);
}

void wdm_explain_fragments(struct wdm_explainer *explainer, enum wdm_mbim_assembled assembled)
{
    struct wdm_span bytes = explainer->captured->bytes;
    if (!explainer->description.is_mbim)
        return;
    check_size(explainer);
    if (bytes.length < WDM_MBIM_FRAGMENT_HEADER || !wdm_mbim_has_buffer(wdm_get_u32(bytes.bytes)) ||
        wdm_get_u32(bytes.bytes + 12) <= 1)
        return;
    struct wdm_explain_fragments *fragments = way(explainer);
    check_order(explainer, wdm_get_u32(bytes.bytes + 8), wdm_get_u32(bytes.bytes + 12),
                wdm_get_u32(bytes.bytes + 16));
    if (assembled == WDM_MBIM_TOO_LONG)
        wdm_explain_say(explainer, WDM_EXPLAIN_FRAGMENT, true, NULL,
                        "a message in fragments that is longer than any that is kept");
    else if (assembled == WDM_MBIM_MALFORMED && !explainer->description.problem)
        wdm_explain_say(explainer, WDM_EXPLAIN_FRAGMENT, true, NULL,
                        "fragments that carry more or less than the first one announced");
    if (assembled == WDM_MBIM_MALFORMED || assembled == WDM_MBIM_TOO_LONG)
        fragments->open = false;
}

void wdm_explain_fragments_end(struct wdm_explainer *explainer, struct wdm_explain_port *port)
{
    for (size_t i = 0; i < 2; i++) {
        struct wdm_explain_fragments *fragments = &port->fragments[i];
        struct wdm_exchange_request place = {
            .device = port->device, .interface = port->interface, .number = fragments->number};
        if (!fragments->open)
            continue;
        struct wdm_finding finding = wdm_explain_at(WDM_EXPLAIN_FRAGMENT, true, NULL, &place);
        finding.from_modem = i == 1;
        wdm_explain_tell(explainer, &finding, "of message #%lu only %lu of %lu fragments came",
                         (unsigned long)fragments->transaction, (unsigned long)fragments->next,
                         (unsigned long)fragments->total);
        fragments->open = false;
    }
}
