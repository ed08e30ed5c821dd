/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fields_support.h - for tests of layouts: values for all fields of a layout,
 * and what a decoding says as assignments. */
#ifndef WDM_TEST_FIELDS_SUPPORT_H
#define WDM_TEST_FIELDS_SUPPORT_H

#include "wdm/fields.h"

#define ASSIGNMENTS_MAX 4096

/* Assignments, and the text that they are made of. */
struct assignments {
    struct wdm_assignment list[ASSIGNMENTS_MAX];
    size_t count;
    char text[512 * 1024];
    size_t used;
    bool overflow;
};

void assignments_clear(struct assignments *assignments);
/* Adds "path=value". */
void assignments_add(struct assignments *assignments, const char *path, const char *value,
                     size_t length);

enum made_up {
    MADE_UP_LEAST,  /* zeros, empty texts, empty lists */
    MADE_UP_MOST,   /* the largest numbers, the longest texts that are sensible */
    MADE_UP_RANDOM, /* anything between, from the seed */
    MADE_UP_LOWEST, /* the lowest signed numbers; all else at random */
};

/* Makes up a value for each field of a layout. */
void make_up(const struct wdm_layout *layout, enum made_up how, uint32_t seed,
             struct assignments *assignments);

/* Likewise, but leaves out what can be: optional numbers of MBIM, and all optional
 * TLVs but that of the type `only` (-1: all). */
void make_up_some(const struct wdm_layout *layout, enum made_up how, uint32_t seed, int only,
                  struct assignments *assignments);

/* What decoding says, as assignments; and without natural forms. Return what
 * wdm_decode returns. */
bool collect(const struct wdm_layout *layout, struct wdm_span bytes,
             struct assignments *assignments, struct wdm_malformed *malformed);
bool collect_raw(const struct wdm_layout *layout, struct wdm_span bytes,
                 struct assignments *assignments, struct wdm_malformed *malformed);

/* Encodes assignments that are written as "a=1; b=2". As wdm_encode. */
bool encode_text(const struct wdm_layout *layout, const char *text, struct wdm_writer *out,
                 struct wdm_error *error);

/* An output into a buffer of this size. */
struct test_output {
    struct wdm_output output;
    char text[256 * 1024];
    size_t length;
};
void test_output_init(struct test_output *output);

/* "01 02ab" to bytes: blanks are skipped. Returns how many. */
size_t from_hex(const char *hex, uint8_t *bytes, size_t capacity);

#endif
