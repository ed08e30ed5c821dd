/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Runs tables of command lines, and judges each. */
#include "rows.h"

#include <string.h>

#define CROWD ((size_t)12)

/* What is wrong with a run; NULL: nothing. */
static const char *judge(const struct child *child, const struct row *row, char *missed,
                         size_t capacity)
{
    const char *err = child->error.bytes;
    bool traced = strstr(row->arguments, "-v") != NULL || *row->arguments == '\0';

    if (child_defect(child) != NULL)
        return child_defect(child);
    if (child->code != row->code)
        return "wrong exit code";
    if (child_late(child, row->most > 0 ? row->most : 2))
        return "too late";
    if (!run_matches(child->output.bytes, row->out, missed, capacity))
        return "wrong stdout";
    if (!run_matches(err, row->err, missed, capacity))
        return "wrong stderr";
    if (!traced && run_lines(err) != (row->code == 0 ? 0 : 1))
        return "wrong number of lines on stderr";
    if (!traced && row->code != 0 && strncmp(err, "wdmctl: ", 8) != 0)
        return "the error does not say whose it is";
    if (row->code == 2 && child->output.length > 0)
        return "something on stdout";
    if (row->code == 0 && strstr(row->arguments, "-j ") != NULL &&
        !json_lines(child->output.bytes, child->output.length))
        return "stdout is no JSON";
    return NULL;
}

void rows_play(const struct row *rows, size_t count)
{
    static struct child children[CROWD];
    struct child *running[CROWD] = {0};
    size_t which[CROWD];
    size_t crowd = run_crowd(CROWD);
    size_t next = 0, ended = 0, bad = 0, i;

    while (ended < count) {
        struct child *list[CROWD];
        size_t used = 0;

        for (i = 0; i < crowd; i++) {
            if (running[i] == NULL && next < count) {
                which[i] = next;
                running[i] = &children[i];
                child_start(running[i], rows[next++].arguments, NULL);
            }
            if (running[i] != NULL)
                list[used++] = running[i];
        }
        run_pump(list, used, run_now() + 0.1);
        for (i = 0; i < crowd; i++) {
            char missed[256] = "";
            const char *problem;

            if (running[i] == NULL || !running[i]->ended)
                continue;
            problem = judge(running[i], &rows[which[i]], missed, sizeof missed);
            if (problem != NULL) {
                print_error("%s: %s (%s): exit %d after %.3f s, held for %.3f s\n"
                            "  stdout: %s\n  stderr: %s\n",
                            rows[which[i]].arguments, problem, missed, running[i]->code,
                            running[i]->seconds, running[i]->held, running[i]->output.bytes,
                            running[i]->error.bytes);
                bad++;
            }
            running[i] = NULL;
            ended++;
        }
    }
    if (bad > 0)
        fail_msg("%zu of %zu command lines failed", bad, count);
}
