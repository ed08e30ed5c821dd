/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether a text is well-formed XML, of the plain kind: elements, attributes, text and
 * the five entities. */
#include "xml.h"

#include <stdio.h>
#include <string.h>

#define DEPTH_MAX 16
#define NAME_SIZE 32

struct state {
    const char *at, *end;
    size_t depth;
    char open[DEPTH_MAX][NAME_SIZE];
};

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           strchr("-_:", c) != NULL;
}

static bool name(struct state *state, char text[NAME_SIZE])
{
    size_t length = 0;

    while (state->at < state->end && *state->at != '\0' && is_name(*state->at)) {
        if (length == NAME_SIZE - 1)
            return false;
        text[length++] = *state->at++;
    }
    text[length] = '\0';
    return length > 0;
}

static bool entity(struct state *state)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};

    for (size_t i = 0; i < 5; i++) {
        size_t length = strlen(known[i]);
        if ((size_t)(state->end - state->at) >= length && !memcmp(state->at, known[i], length)) {
            state->at += length;
            return true;
        }
    }
    return false;
}

/* Characters up to one of `ends`. */
static bool characters(struct state *state, const char *ends)
{
    while (state->at < state->end && (*state->at == '\0' || !strchr(ends, *state->at))) {
        if ((unsigned char)*state->at < 0x20 && *state->at != '\n')
            return false;
        if (*state->at == '&') {
            if (!entity(state))
                return false;
        } else {
            state->at++;
        }
    }
    return true;
}

static void blanks(struct state *state)
{
    while (state->at < state->end && (*state->at == ' ' || *state->at == '\n'))
        state->at++;
}

static bool take(struct state *state, char c)
{
    if (state->at == state->end || *state->at != c)
        return false;
    state->at++;
    return true;
}

/* From behind the '<'. */
static bool tag(struct state *state)
{
    char word[NAME_SIZE];

    if (take(state, '/'))
        return name(state, word) && state->depth > 0 &&
               strcmp(word, state->open[--state->depth]) == 0 && take(state, '>');
    if (state->depth == DEPTH_MAX || !name(state, state->open[state->depth]))
        return false;
    state->depth++;
    for (;;) {
        blanks(state);
        if (take(state, '>'))
            return true;
        if (take(state, '/')) {
            state->depth--;
            return take(state, '>');
        }
        if (!name(state, word) || !take(state, '=') || !take(state, '"') ||
            !characters(state, "\"<") || !take(state, '"'))
            return false;
    }
}

bool xml_well_formed(const char *text, size_t length)
{
    struct state state = {.at = text, .end = text + length};
    bool done = false;

    while (state.at < state.end) {
        if (done && *state.at != '\n')
            return false;
        if (take(&state, '<')) {
            if (!tag(&state))
                return false;
            done = state.depth == 0;
        } else if (!characters(&state, "<")) {
            return false;
        }
    }
    return done;
}
