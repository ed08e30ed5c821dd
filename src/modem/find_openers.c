/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which processes have a modem's ports open, from the links in proc. Reads below the
 * root that it is given. */
#include <errno.h>
#include <string.h>

#include "wdm/find.h"
#include "wdm/format.h"
#include "wdm/tree.h"

struct looking {
    struct wdm_found *found;
    char folder[WDM_TREE_PATH]; /* proc, or the open files of a process in it */
    const char *root;
    uint32_t except;
    struct wdm_opener process;                  /* that is looked at */
    bool seen[WDM_FIND_MODEMS][WDM_FIND_PORTS]; /* which ports it has open */
};

/* Adds the process that is looked at to a port; once, however often it has it open. */
static void add_opener(struct looking *looking, struct wdm_found_port *port, bool *seen)
{
    char path[WDM_TREE_PATH];

    if (*seen)
        return;
    *seen = true;
    if (port->opener_count == WDM_FIND_OPENERS) {
        port->openers_omitted++;
        return;
    }
    wdm_format(path, sizeof path, "%s/proc/%u/comm", looking->root, looking->process.pid);
    (void)wdm_tree_line(path, looking->process.name, sizeof looking->process.name);
    port->openers[port->opener_count++] = looking->process;
}

/* The process has the file of this name in /dev open. */
static void note_open(struct looking *looking, const char *name)
{
    struct wdm_found *found = looking->found;
    size_t i, k;

    for (i = 0; i < found->modem_count; i++) {
        for (k = 0; k < found->modems[i].port_count; k++) {
            struct wdm_found_port *port = &found->modems[i].ports[k];

            if (port->kind != WDM_PORT_NETWORK && strcmp(port->name, name) == 0)
                add_opener(looking, port, &looking->seen[i][k]);
        }
    }
}

/* One open file of a process. */
static bool visit_file(void *context, const char *name)
{
    struct looking *looking = context;
    char path[WDM_TREE_PATH], target[WDM_TREE_PATH];

    if (wdm_tree_join(path, looking->folder, name) && wdm_tree_link(path, target) &&
        strncmp(target, "/dev/", 5) == 0)
        note_open(looking, target + 5);
    return true;
}

static bool visit_process(void *context, const char *name)
{
    struct looking *looking = context;
    uint32_t pid = 0;
    size_t i;
    int code;

    for (i = 0; i < 9 && wdm_digit(name[i]) < 10; i++)
        pid = pid * 10 + wdm_digit(name[i]);
    if (i == 0 || name[i] != '\0' || pid == looking->except)
        return true;
    looking->process = (struct wdm_opener){.pid = pid};
    memset(looking->seen, 0, sizeof looking->seen);
    if (wdm_format(looking->folder, sizeof looking->folder, "%s/proc/%s/fd", looking->root, name) ==
        sizeof looking->folder - 1)
        return true;
    code = wdm_tree_walk(looking->folder, visit_file, looking);
    if (code == EACCES || code == EPERM)
        looking->found->processes_hidden++;
    return true;
}

void wdm_find_openers(struct wdm_found *found, const char *root, uint32_t except)
{
    struct looking looking = {.found = found, .root = root, .except = except};
    char path[WDM_TREE_PATH];

    found->openers_told =
        wdm_tree_join(path, root, "proc") && wdm_tree_walk(path, visit_process, &looking) == 0;
}

bool wdm_find_shares(const struct wdm_opener *opener)
{
    static const char *const names[] = {"ModemManager", "mbim-proxy", "qmi-proxy"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(opener->name, names[i]) == 0)
            return true;
    }
    return false;
}

const struct wdm_opener *wdm_find_opener(const struct wdm_found_modem *modem,
                                         const struct wdm_found_port **port)
{
    const struct wdm_opener *first = NULL;
    size_t i, k;

    for (i = 0; i < modem->port_count; i++) {
        for (k = 0; k < modem->ports[i].opener_count; k++) {
            const struct wdm_opener *opener = &modem->ports[i].openers[k];

            if (modem->ports[i].kind > WDM_PORT_WWAN || (first != NULL && !wdm_find_shares(opener)))
                continue;
            *port = &modem->ports[i];
            if (wdm_find_shares(opener))
                return opener;
            first = opener;
        }
    }
    return first;
}
