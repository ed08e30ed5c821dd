/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files that read text share: lines, hex in its dresses, units of bytes that
 * become messages. */
#ifndef WDM_CAPTURE_TEXT_INTERNAL_H
#define WDM_CAPTURE_TEXT_INTERNAL_H

#include "capture_internal.h"

/* Part of a line. No NUL at its end, nor in it. */
struct text_span {
    const char *text;
    size_t length;
};

enum text_side { TEXT_SIDE_UNKNOWN = 0, TEXT_SIDE_HOST, TEXT_SIDE_MODEM };

/* How the bytes of a unit are written, and so how it ends. */
enum text_dress {
    TEXT_PLAIN = 0, /* hex; messages end where they say */
    TEXT_DUMP,      /* rows with numbers; the same */
    TEXT_MARKED,    /* a line says who sends, and is a message, as far as it goes */
    TEXT_LOG,       /* a log says how long the message is */
};

/* ---- Spans (text_span.c) */

bool wdm_text_is_blank(char c);
struct text_span wdm_text_from(struct text_span span, size_t count);
struct text_span wdm_text_trim(struct text_span span); /* blanks on both sides */
bool wdm_text_starts(struct text_span span, const char *beginning);

/* Where `what` is in it; its length: nowhere. */
size_t wdm_text_find(struct text_span span, const char *what);

/* Takes a decimal number off the front; false where there is none that fits. */
bool wdm_text_take_number(struct text_span *span, uint64_t *number);

/* ---- Hex (text_hex.c) */

/* Reads all of a span as bytes in hex: pairs of digits, together or apart, with 0x, \x,
 * commas, braces or quotes about them. Calls `append` in pieces where not NULL. Returns
 * how many; 0 where it is not that. */
size_t wdm_text_hex(struct text_span span, struct wdm_capture_reader *reader, bool append);

/* The bytes that an initializer of C has behind its opening, or in its middle. */
size_t wdm_text_array(struct text_span span, struct wdm_capture_reader *reader, bool append);

/* What wdm_text_hex would give first, at most `capacity` bytes. */
size_t wdm_text_hex_peek(struct text_span span, uint8_t *bytes, size_t capacity);

/* Whether bytes of it are hidden: pairs of dots among pairs of digits. */
bool wdm_text_hex_hidden(struct text_span span);

/* ---- Rows of dumps (text_dump.c) */

/* Takes a line that is a row of a dump; false where it is none. */
bool wdm_text_dump_row(struct wdm_capture_reader *reader, struct text_span line);

/* ---- Logs (text_log.c) */

/* Takes a line that belongs to a log; false where it does not. */
bool wdm_text_log_line(struct wdm_capture_reader *reader, struct text_span line);

/* Where a line goes on with another of a log, whose end was lost on the way; its length:
 * nowhere. */
size_t wdm_text_log_joined(struct text_span line);

/* Takes what any other line tells of those that come: the time, and who sends. */
void wdm_text_log_note(struct wdm_capture_reader *reader, struct text_span line);

/* ---- Strings (text_string.c) */

/* Takes a line with a string that is a message, as strace and Python show bytes; false
 * where there is none. */
bool wdm_text_string_line(struct wdm_capture_reader *reader, struct text_span line);

/* Takes a line that is a call, whatever is in its strings: a log may be, that the program
 * wrote. False where it is none. */
bool wdm_text_call_line(struct wdm_capture_reader *reader, struct text_span line);

/* ---- Times (text_time.c) */

/* Finds a time in a line: nanoseconds since 1970, or of the day. */
bool wdm_text_time(struct text_span line, int64_t *when);

/* ---- Units (text_unit.c) */

/* Ends the unit under way and begins one. `sure`: what is said of the side is right,
 * whatever the bytes look like. */
void wdm_text_unit_begin(struct wdm_capture_reader *reader, enum text_dress dress,
                         enum text_side side, bool sure);
void wdm_text_unit_append(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t count);

/* Tells the messages that are there for certain. */
void wdm_text_unit_settle(struct wdm_capture_reader *reader);
void wdm_text_unit_end(struct wdm_capture_reader *reader);

/* Tells what is held back. */
void wdm_text_unit_release(struct wdm_capture_reader *reader);

/* Whether the unit under way waits for more bytes. */
bool wdm_text_unit_waits(const struct wdm_capture_reader *reader);

/* A problem with the line at hand. */
void wdm_text_problem(const struct wdm_capture_reader *reader, const char *problem);

#endif
