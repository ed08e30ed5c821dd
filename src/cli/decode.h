/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of wdmctl decode share: its context, and the views of an exchange.
 *
 * command_decode.c reads files; decode_sink.c makes messages of what the reader tells,
 * and hands those that the filter lets through to each view. A view is a way to show
 * them: decode_line.c, decode_json.c, ladder.c, svg.c. */
#ifndef WDM_CLI_DECODE_H
#define WDM_CLI_DECODE_H

#include "output.h"
#include "wdm/capture_describers.h"
#include "wdm/exchange.h"
#include "wdm/explain.h"
#include "wdm/port.h"

struct cli;
struct cli_decoder;

/* ---- Views */

/* A message, whole where it came in fragments; or a fragment, or other bytes. */
struct decode_message {
    const struct wdm_captured *captured; /* of fragments: of the last */
    const struct wdm_description *description;
    const struct wdm_exchange *exchange;
    bool is_part;       /* a fragment; the message that it is of comes whole, too */
    uint32_t fragments; /* that it came in; 1: it was whole */
    bool timed;         /* `passed` is known */
    int64_t passed;     /* nanoseconds since the first time of the file */
};

/* A request that was shown and waits for its answer. */
#define DECODE_LABEL ((size_t)96)
struct decode_open {
    uint64_t number; /* its place; 0: the slot is free */
    uint32_t device;
    bool timed;
    int64_t passed;
    uint32_t transaction;
    char label[DECODE_LABEL]; /* where a view wants labels */
};

struct decode_view {
    void (*message)(struct cli_decoder *decoder, const struct decode_message *message);
    /* All that is no message: devices, failed transfers, problems of the file. */
    void (*event)(struct cli_decoder *decoder, const struct wdm_captured *captured);
    /* No answer to a request came, or will. May be NULL. */
    void (*unanswered)(struct cli_decoder *decoder, const struct decode_open *open);
    /* The file is at its end, or a signal came. May be NULL. */
    void (*end)(struct cli_decoder *decoder);
    bool labels; /* wants `label` of a decode_open */
    bool all;    /* sees what the filter holds back, too */
};

extern const struct decode_view decode_line_view;
extern const struct decode_view decode_json_view;
extern const struct decode_view decode_ladder_view;
extern const struct decode_view decode_svg_view;

/* ---- Filters (decode_filter.c, decode_match.c) */

enum decode_key {
    DECODE_WORD = 0, /* a service or a message */
    DECODE_SERVICE,
    DECODE_MESSAGE,
    DECODE_KIND,
    DECODE_PROTOCOL,
    DECODE_DIRECTION,
    DECODE_STATUS,
    DECODE_DEVICE,
    DECODE_TIME,
    DECODE_NUMBER,
    DECODE_KEYS,
};

struct decode_condition {
    enum decode_key key;
    bool excludes;        /* of --not */
    struct wdm_name text; /* what is wanted */
    uint64_t from, to;    /* TIME (nanoseconds), NUMBER */
};

#define DECODE_CONDITIONS 32

struct decode_filter {
    size_t count;
    unsigned only;  /* the keys that --only has, a bit each */
    bool by_status; /* requests wait for their answers */
    struct decode_condition conditions[DECODE_CONDITIONS];
};

enum decode_status {
    DECODE_NO_STATUS = 0, /* neither a request nor an answer */
    DECODE_SUCCESS,
    DECODE_ERROR,
    DECODE_UNANSWERED,
};

/* How an exchange ended. */
struct decode_result {
    enum decode_status status;
    enum wdm_error_list list; /* ERROR: and with which code */
    uint32_t code;
};

/* Adds the conditions of one --only or --not: "service=dms,nas", "dms", "time=2.5..4".
 * The text stays where it is. Fails with WDM_USAGE. */
bool decode_filter_add(struct decode_filter *filter, const struct wdm_catalogue *catalogue,
                       bool excludes, const char *text, struct wdm_error *error);

/* Whether a message passes: by all but its status; and by that. */
bool decode_filter_message(const struct decode_filter *filter,
                           const struct decode_message *message);
bool decode_filter_result(const struct decode_filter *filter, const struct decode_result *result);

/* Whether an event passes: by its device, time and number. */
bool decode_filter_event(const struct decode_filter *filter, const struct wdm_captured *captured,
                         bool timed, int64_t passed);

/* ---- Requests that are held until the filter knows their status (decode_hold.c) */

#define DECODE_HOLD_COUNT ((size_t)128)
#define DECODE_HOLD_BYTES ((size_t)2 * WDM_MESSAGE_MAX)

struct decode_held {
    struct wdm_captured captured; /* its bytes are the hold's */
    struct wdm_exchange exchange;
    struct wdm_describer describer;
    uint32_t fragments;
    bool timed;
    int64_t passed;
    size_t at; /* in `bytes` */
    bool used;
};

/* Two rings, of requests and of their bytes; what is taken out of the middle leaves
 * its place free when what is before it is gone, too. */
struct decode_hold {
    size_t first, count;
    size_t begin, end; /* of the bytes in use */
    struct decode_held list[DECODE_HOLD_COUNT];
    uint8_t bytes[DECODE_HOLD_BYTES];
};

/* A place for a request of `length` bytes; NULL: room must be made first. */
struct decode_held *decode_hold_put(struct decode_hold *hold, const struct wdm_captured *captured,
                                    struct wdm_span bytes);
/* The one of a number; the oldest. NULL: none. */
struct decode_held *decode_hold_find(struct decode_hold *hold, uint64_t number);
struct decode_held *decode_hold_oldest(struct decode_hold *hold);
void decode_hold_drop(struct decode_hold *hold, struct decode_held *held);

/* ---- A drawing */

#define LADDER_LANES ((size_t)8)

struct ladder {
    struct wdm_output *out;
    bool unicode, colour;
    size_t width; /* of a line */
    size_t lane_count;
    uint32_t lanes[LADDER_LANES]; /* the devices */
    bool timed;                   /* `last` is known */
    int64_t last;                 /* of the row before */
    uint64_t previous;            /* the number of that row's message */
};

struct decode_svg {
    const char *path;
    size_t lane_count;
    uint32_t lanes[LADDER_LANES];
    bool timed;
    int64_t last;
    uint32_t row_count;
    uint32_t height, width; /* so far, in pixels */
};

/* ---- Findings that are alike (decode_fold.c) */

#define DECODE_FOLDS     ((size_t)64)
#define DECODE_FOLD_TOLD 5 /* of each are told as they come */

/* Those of one rule on one interface, in the same words but for numbers. */
struct decode_fold {
    uint64_t key;
    uint64_t count; /* 0: free */
    uint64_t seen;
    struct wdm_finding first; /* but for its words */
    uint64_t last_number, last_offset;
    char what[200];
};

struct decode_folds {
    uint64_t clock;
    struct decode_fold list[DECODE_FOLDS];
};

void decode_fold_begin(struct decode_folds *folds);
/* Takes a finding; how many of its kind there were, with this one. Where `gone` has a
 * count, some of others were kept back and are to be told: they had to make room. */
uint64_t decode_fold_add(struct decode_folds *folds, const struct wdm_finding *finding,
                         struct decode_fold *gone);
/* Takes out the next whose findings were kept back; false: there is none. */
bool decode_fold_next(struct decode_folds *folds, struct decode_fold *gone);

/* ---- The context */

enum decode_clock { DECODE_RELATIVE = 0, DECODE_ABSOLUTE, DECODE_DELTA };

#define DECODE_VIEWS ((size_t)4)
#define DECODE_OPEN  WDM_EXCHANGE_REQUESTS

struct decode_day {
    int64_t day; /* since 1970 */
    char text[16];
};

struct cli_decoder {
    struct cli *cli;
    size_t view_count;
    const struct decode_view *views[DECODE_VIEWS];
    size_t given_count; /* of --only and --not: their texts */
    struct {
        const char *text;
        bool excludes;
    } given[DECODE_CONDITIONS];
    struct decode_filter filter;
    enum decode_clock clock;
    bool colour; /* standard output is a terminal that shows them */
    bool labels; /* a view wants them */
    bool keeps;  /* a view wants to know what is not answered */
    bool timed;  /* a time was seen, and `began` is the first, `last` the one before */
    int64_t began, last;
    size_t messages, shown; /* of the file */
    bool several;           /* more than one device was seen, and this is the first: */
    bool device_seen;
    uint32_t device;
    struct decode_day day;
    struct wdm_capture_describers describers;
    size_t open_count;
    struct decode_open open[DECODE_OPEN]; /* in their order */
    struct wdm_exchange_tracker tracker;
    struct decode_hold hold;
    struct ladder ladder;
    struct decode_svg svg;
    struct cli_output file;           /* of svg */
    bool explain, quiet;              /* --explain, --quiet */
    struct wdm_capture_sink diverted; /* where what is read goes instead of being shown */
    struct wdm_explainer explainer;
    struct decode_folds folds;
    struct wdm_capture_reader reader;
    struct wdm_capture_assembler assembler;
    char text[32768];     /* of standard output */
    uint8_t bytes[65536]; /* of the file */
};

/* ---- From the reader to the views (decode_sink.c) */

void decode_begin(struct cli_decoder *decoder, enum wdm_capture_format format);
/* Shows what waits, at the end of the file or when a signal came. */
void decode_end(struct cli_decoder *decoder);

/* ---- What was wrong (decode_explain.c) */

/* From the options; at a file's beginning; of what was
 * seen, when it has been shown; and at the end, with a summary. */
void cli_explain_options(struct cli *cli);
void cli_explain_begin(struct cli_decoder *decoder);
void cli_explain_see(struct cli_decoder *decoder, const struct wdm_captured *captured,
                     enum wdm_mbim_assembled assembled, struct wdm_span whole);
void cli_explain_end(struct cli_decoder *decoder);

/* Fails where problems were found and --explain --quiet asks for a verdict. */
bool cli_explain_verdict(struct cli *cli, uint64_t problems);

/* ---- In words (decode_names.c) */

/* What a message is called, as the catalogue and JSON have it. NULL: it has none. */
struct decode_names {
    const char *protocol, *service, *message, *kind;
    char service_text[WDM_UUID_TEXT + 1];
    char message_text[16];
};

void decode_name(const struct wdm_description *description, struct decode_names *names);
struct decode_result decode_result_of(const struct wdm_description *description);

/* "1-5", bus and address. */
#define DECODE_DEVICE_TEXT ((size_t)12)
void decode_device_text(uint32_t device, char text[DECODE_DEVICE_TEXT]);

/* The few fields that tell most: " mode=online". Nothing where there are none. */
void decode_brief(const struct wdm_description *description, bool personal, size_t columns,
                  struct wdm_output *out);

/* ---- Time and text (decode_text.c) */

/* A text that is put together, ended by a NUL. What is too much is cut between
 * characters. */
struct decode_text {
    struct wdm_output output; /* first */
    size_t length;
    bool cut;
    char bytes[240];
};

void decode_text_init(struct decode_text *text);
/* How many columns of a terminal UTF-8 takes; and how many bytes so many columns are. */
size_t decode_columns(const char *text, size_t length);
size_t decode_bytes_of(const char *text, size_t length, size_t columns);

/* Whether an answer's latency is known, and not too short for the source's clock. */
bool decode_tells_latency(const struct wdm_exchange *exchange);
/* "12 us", "4 ms", "1.25 s": three digits at most, the rest cut off. */
void decode_put_duration(int64_t nanoseconds, struct wdm_output *out);
/* "   0.004 "; blanks where it is not known. */
void decode_put_passed(bool timed, int64_t passed, struct wdm_output *out);
/* "2026-11-22T10:24:00.000001Z"; less than a day's: "10:24:00.000001". */
void decode_put_absolute(struct decode_day *day, int64_t when, struct wdm_output *out);
/* Seconds as a number with six or nine places. */
void decode_put_seconds(int64_t nanoseconds, struct wdm_output *out);
/* "0x555f", "12"; -1: it is no number, or a larger one than anything has here. */
int64_t decode_number(struct wdm_name text);
void decode_put_unsigned(uint64_t number, struct wdm_output *out);

/* What a message is in a drawing: "QMI dms get-operating-mode", and " success
 * mode=online". */
void decode_put_label(const struct wdm_description *description, struct wdm_output *out);
void decode_put_detail(const struct wdm_description *description, bool personal, size_t columns,
                       struct wdm_output *out);

/* ---- Drawings (ladder.c, svg.c) */

/* Asks the terminal and the locale how to draw. */
void decode_ladder_begin(struct cli_decoder *decoder);
/* Creates the picture's file. Fails where it cannot. */
bool decode_svg_open(struct cli_decoder *decoder, const char *path);
/* Writes what is left of it. Fails likewise. */
bool decode_svg_close(struct cli_decoder *decoder);

#endif
