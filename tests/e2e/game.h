/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Games: a command against a modem with up to two faults, and what must come of it.
 * That is not a list of what came out once: a model of the exchange tells it.
 */
#ifndef WDM_TESTS_GAME_H
#define WDM_TESTS_GAME_H

#include "run.h"

enum kind {
    NONE = 0,
    DROP,
    LATE,
    DUP,
    GARBLE,
    TRUNCATE,
    UNPLUG,
    NUMBERED = UNPLUG, /* up to here a fault has the number of an answer */
    DELAY,
    SPLIT,
    MERGE,
    FRAG,
    NOISE,
    BUSY,
    FIRST_OPEN_LOST,
    UNLOCKED,
};

struct fault {
    enum kind kind;
    unsigned number; /* of the answer; else the value that it has in a pair */
};

/* The steps of a command, each one request and its answer: Open, Allocate, a
 * Question, Release, Close. */
struct flow {
    const char *name;
    const char *personality;
    const char *arguments;
    const char *steps;
};

struct game {
    const struct flow *flow;
    struct fault faults[2];
};

bool game_has(const struct game *game, enum kind kind);

/* The exit codes that are right, a bit (GAME_CODE) each. */
#define GAME_CODE(code) (1U << (code))
unsigned game_predict(const struct game *game);

/* The simulator's specification: "em7355,drop=3,noise". */
void game_specify(const struct game *game, char *text, size_t capacity);

/* Whether the kinds above have a fault of this name ("drop"). */
bool game_knows(const char *name);

#endif
