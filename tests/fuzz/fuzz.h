/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * fuzz.h - what the fuzz harnesses share. A harness is one file, fuzz_NAME.c, with
 * LLVMFuzzerTestOneInput(): libFuzzer, AFL++ and replay.c call it. What does not hold
 * ends the process.
 */
#ifndef WDM_FUZZ_H
#define WDM_FUZZ_H

#include "wdm/fields.h"
#include "wdm/sim.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Ends the process, in a way that every fuzzer notices, where `condition` is false. */
#define fuzz_check(condition) fuzz_holds((condition), #condition, __FILE__, __LINE__)
void fuzz_holds(bool holds, const char *condition, const char *file, int line);

/* An input as a source of decisions: what is past its end is 0, or empty. */
struct fuzz_input {
    const uint8_t *bytes;
    size_t length;
};
uint8_t fuzz_byte(struct fuzz_input *input);
uint16_t fuzz_number(struct fuzz_input *input);
struct wdm_span fuzz_take(struct fuzz_input *input, size_t length);

/* A copy of some bytes that ends where its memory does, so that a sanitizer sees what
 * reads on; the next call ends it. */
struct wdm_span fuzz_exact(struct wdm_span bytes);

/* Reads what a simulated modem has to say, at most `capacity` bytes (WDM_SIM_QUEUE at the most)
 * at a time. */
void fuzz_take_output(struct wdm_sim *sim, size_t capacity, wdm_time now);

/* All layouts of the built-in catalogue, in order. */
size_t fuzz_layout_count(void);
const struct wdm_layout *fuzz_layout(size_t index);

/* An output that checks what it is given: no control characters but newlines. It keeps
 * the text, as far as there is room. */
struct fuzz_output {
    struct wdm_output output;
    size_t length; /* of all that came; at most sizeof(text) of it is kept */
    char text[1 << 20];
};
void fuzz_output_init(struct fuzz_output *output);

/* Checks that it is one JSON value; where there was too much text, nothing. */
void fuzz_check_json(const struct fuzz_output *output);

/* Decodes, prints, finds and masks `bytes` by a layout, and checks all of it. */
void fuzz_use_layout(const struct wdm_layout *layout, struct wdm_span bytes);

/* An error that a failure left: complete, and printable. */
void fuzz_check_error(const struct wdm_error *error);

#endif
