/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What must come of a command against a modem with faults. No I/O. */
#include "game.h"

#include <stdio.h>
#include <string.h>

static const char *const names[] = {
    [DROP] = "drop",
    [LATE] = "late",
    [DUP] = "dup",
    [GARBLE] = "garble",
    [UNPLUG] = "unplug",
    [TRUNCATE] = "truncate",
    [DELAY] = "delay",
    [SPLIT] = "split",
    [MERGE] = "merge",
    [FRAG] = "frag",
    [NOISE] = "noise",
    [BUSY] = "busy",
    [FIRST_OPEN_LOST] = "first-open-lost",
    [UNLOCKED] = "unlocked",
};

bool game_has(const struct game *game, enum kind kind)
{
    return game->faults[0].kind == kind || game->faults[1].kind == kind;
}

static bool hits(const struct game *game, enum kind kind, unsigned answer)
{
    size_t i;

    for (i = 0; i < 2; i++) {
        if (game->faults[i].kind == kind && game->faults[i].number == answer)
            return true;
    }
    return false;
}

struct model {
    unsigned answers; /* that the modem has given */
    bool opened_once; /* the request that first-open-lost swallows was sent */
    bool late, good;  /* an answer is held back until the next request; it is whole */
    bool answered;    /* the step has its answer */
    bool gone;
    unsigned cause; /* why not: exit codes that tell it */
};

/* One request of a step. An answer that never comes is a deadline (4), one that is
 * damaged a broken protocol (5), and so is silence after a piece of a message. */
static void ask(const struct game *game, struct model *model, bool may_be_lost)
{
    bool damaged;
    unsigned cut = game_has(game, TRUNCATE) ? model->cause & GAME_CODE(5) : 0;

    if (may_be_lost && game_has(game, FIRST_OPEN_LOST) && !model->opened_once) {
        model->opened_once = true;
        model->cause = GAME_CODE(4);
        return;
    }
    model->opened_once = true;
    if (model->late)
        model->answered = model->good;
    model->late = false;
    model->answers++;
    damaged = hits(game, GARBLE, model->answers) || hits(game, TRUNCATE, model->answers);
    if (hits(game, UNPLUG, model->answers)) {
        model->gone = true;
    } else if (hits(game, DROP, model->answers)) {
        model->cause = GAME_CODE(4) | cut;
    } else if (hits(game, LATE, model->answers)) {
        model->late = true;
        model->good = !damaged;
        model->cause = GAME_CODE(4) | cut;
    } else if (damaged) {
        model->cause = GAME_CODE(5);
    } else {
        model->answered = true;
    }
}

/* Once all questions are answered the result is there, and what goes wrong in giving
 * back does not take it away. */
unsigned game_predict(const struct game *game)
{
    struct model model = {0};
    const char *step;

    for (step = game->flow->steps; *step != 'R'; step++) {
        /* OPEN is sent twice, an allocation three times in the time there is. */
        int tries = *step == 'O' ? 2 : *step == 'A' ? 3 : 1;

        model.answered = false;
        model.cause = 0;
        while (tries-- > 0 && !model.answered && !model.gone)
            ask(game, &model, step == game->flow->steps);
        if (model.gone)
            return GAME_CODE(5);
        if (!model.answered)
            return model.cause;
        if (*step == 'A' && game_has(game, BUSY))
            return GAME_CODE(1);
    }
    return GAME_CODE(0);
}

void game_specify(const struct game *game, char *text, size_t capacity)
{
    size_t i, length;

    snprintf(text, capacity, "%s", game->flow->personality);
    for (i = 0; i < 2; i++) {
        const struct fault *fault = &game->faults[i];

        length = strlen(text);
        if (fault->kind == NONE)
            continue;
        if (fault->kind <= NUMBERED || fault->kind == DELAY || fault->kind == SPLIT ||
            fault->kind == FRAG)
            snprintf(text + length, capacity - length, ",%s=%u", names[fault->kind], fault->number);
        else
            snprintf(text + length, capacity - length, ",%s", names[fault->kind]);
    }
}

bool game_knows(const char *name)
{
    size_t i;

    for (i = DROP; i < COUNT(names); i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}
