/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode --ladder: host and modem as two lines, and an arrow a message. A row
 * is put together in cells, of a column each, and then printed. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

#define GAP          INT64_C(1000000000) /* silence that is shown */
#define TIME_COLUMNS ((size_t)9)
#define COLUMNS_MAX  ((size_t)200)
#define LANES_MAX    (TIME_COLUMNS + 24 * (LADDER_LANES + 1))

enum cell {
    BLANK = 0,
    LIFE,  /* a lifeline */
    PAUSE, /* one in which time passes */
    LINE,  /* of an arrow */
    DASH,  /* of an arrow that nobody has asked for, or that never came */
    CROSS, /* a lifeline that an arrow passes */
    TO_MODEM,
    TO_HOST,
    FROM_HOST, /* where an arrow begins */
    FROM_MODEM,
    LOST,
};

static const char *const glyphs[][2] = {
    [BLANK] = {" ", " "},      [LIFE] = {"|", "│"},    [PAUSE] = {":", "┊"},
    [LINE] = {"-", "─"},       [DASH] = {"-", "╌"},    [CROSS] = {"+", "┼"},
    [TO_MODEM] = {">", "▶"},   [TO_HOST] = {"<", "◀"}, [FROM_HOST] = {"|", "├"},
    [FROM_MODEM] = {"|", "┤"}, [LOST] = {"x", "✗"},
};

/* A row: what is in each column left of the labels, and letters over it. */
struct row {
    size_t width;
    uint8_t cells[LANES_MAX];
    char letters[LANES_MAX]; /* 0: the cell is seen */
};

/* ---- Where things are */

static size_t spacing(const struct ladder *ladder)
{
    if (ladder->lane_count > 1)
        return ladder->width >= 120 ? 20 : 14;
    return ladder->width >= 100 ? 26 : 20;
}

static size_t column_of(const struct ladder *ladder, size_t lane)
{
    return TIME_COLUMNS + 3 + spacing(ladder) * (lane + 1);
}

static size_t host_column(void)
{
    return TIME_COLUMNS + 3;
}

/* The lifeline of a device; the last is that of all for which there is no room. */
static size_t lane_of(struct ladder *ladder, uint32_t device, bool *is_new)
{
    size_t lane = 0;

    *is_new = false;
    while (lane < ladder->lane_count && ladder->lanes[lane] != device)
        lane++;
    if (lane < ladder->lane_count)
        return lane;
    if (ladder->lane_count == LADDER_LANES)
        return LADDER_LANES - 1;
    ladder->lanes[ladder->lane_count++] = device;
    *is_new = true;
    return lane;
}

/* ---- Rows */

static void row_begin(const struct ladder *ladder, struct row *row, enum cell life)
{
    memset(row, 0, sizeof *row);
    row->width = column_of(ladder, ladder->lane_count - 1) + 1;
    row->cells[host_column()] = (uint8_t)life;
    for (size_t lane = 0; lane < ladder->lane_count; lane++)
        row->cells[column_of(ladder, lane)] = (uint8_t)life;
}

/* Letters, `length` of them, with their middle between two columns. */
static void row_letters(struct row *row, size_t from, size_t to, const char *text, size_t length)
{
    size_t room = to > from ? to - from : 0;
    size_t at;

    if (length > room)
        length = room;
    at = from + (room - length) / 2;
    for (size_t i = 0; i < length && at + i < LANES_MAX; i++)
        row->letters[at + i] = text[i];
}

static void row_print(const struct ladder *ladder, const struct row *row)
{
    for (size_t i = TIME_COLUMNS; i < row->width; i++) {
        if (row->letters[i] != 0)
            ladder->out->write(ladder->out, &row->letters[i], 1);
        else
            wdm_put(ladder->out, glyphs[row->cells[i]][ladder->unicode]);
    }
}

static void put_colour(const struct ladder *ladder, const char *code)
{
    if (ladder->colour)
        wdm_put(ladder->out, code);
}

static void put_blank_time(const struct ladder *ladder)
{
    for (size_t i = 0; i < TIME_COLUMNS; i++)
        wdm_put(ladder->out, " ");
}

/* What stands right of the lines, cut to the width. */
static void put_label(const struct ladder *ladder, const struct row *row, const char *text,
                      size_t length)
{
    size_t used = row->width + 2;
    size_t room = ladder->width > used ? ladder->width - used : 0;
    const char *more = ladder->unicode ? "…" : "~";

    if (room < 8)
        room = 8;
    wdm_put(ladder->out, "  ");
    if (decode_columns(text, length) <= room) {
        ladder->out->write(ladder->out, text, length);
    } else {
        ladder->out->write(ladder->out, text, decode_bytes_of(text, length, room - 1));
        wdm_put(ladder->out, more);
    }
}

/* The names above the lifelines: when it begins, and when there is a new one. */
static void put_heads(struct ladder *ladder, const struct wdm_captured *captured)
{
    struct row row;
    char text[DECODE_DEVICE_TEXT];

    row_begin(ladder, &row, LIFE);
    memset(row.cells, BLANK, sizeof row.cells);
    row_letters(&row, host_column() - 2, host_column() + 2, "host", 4);
    for (size_t lane = 0; lane < ladder->lane_count; lane++) {
        size_t column = column_of(ladder, lane);

        decode_device_text(ladder->lanes[lane], text);
        if (ladder->lanes[lane] == 0)
            wdm_format(text, sizeof text, "modem");
        row_letters(&row, column - 5, column + 6, text, strlen(text));
    }
    row.width = LANES_MAX;
    while (row.letters[row.width - 1] == 0)
        row.width--;
    put_blank_time(ladder);
    row_print(ladder, &row);
    if (captured->vendor != 0)
        wdm_put_format(ladder->out, "  %04x:%04x", captured->vendor, captured->product);
    wdm_put(ladder->out, "\n");
}

static void put_silence(struct ladder *ladder, int64_t length)
{
    struct decode_text text;
    struct row row;

    decode_text_init(&text);
    decode_put_duration(length, &text.output);
    row_begin(ladder, &row, PAUSE);
    row_letters(&row, host_column() + 1, column_of(ladder, 0), text.bytes, text.length);
    put_colour(ladder, "\033[2m");
    put_blank_time(ladder);
    row_print(ladder, &row);
    put_colour(ladder, "\033[0m");
    wdm_put(ladder->out, "\n");
}

/* Everything up to the lines of a row: silence before it, its time. */
static void begin_row(struct ladder *ladder, struct cli_decoder *decoder,
                      const struct wdm_captured *captured)
{
    int64_t passed = captured->timed ? captured->when - decoder->began : 0;

    if (captured->timed && ladder->timed && passed - ladder->last >= GAP)
        put_silence(ladder, passed - ladder->last);
    ladder->timed = ladder->timed || captured->timed;
    if (captured->timed)
        ladder->last = passed;
    put_colour(ladder, "\033[2m");
    decode_put_passed(captured->timed, passed, ladder->out);
    put_colour(ladder, "\033[0m");
}

/* The lifeline of what was captured, which has its head. */
static size_t enter(struct ladder *ladder, const struct wdm_captured *captured)
{
    bool is_new;
    size_t lane = lane_of(ladder, captured->device, &is_new);

    if (is_new)
        put_heads(ladder, captured);
    return lane;
}

static void row_arrow(const struct ladder *ladder, struct row *row, size_t lane, bool from_modem,
                      enum cell line)
{
    size_t host = host_column();
    size_t end = column_of(ladder, lane);

    for (size_t i = host + 1; i < end; i++)
        row->cells[i] = (uint8_t)(row->cells[i] == LIFE ? CROSS : line);
    if (from_modem) {
        row->cells[host + 1] = TO_HOST;
        row->cells[end] = FROM_MODEM;
    } else {
        row->cells[host] = FROM_HOST;
        row->cells[end - 1] = TO_MODEM;
    }
}

/* ---- The view */

static void show_message(struct cli_decoder *decoder, const struct decode_message *message)
{
    const struct wdm_captured *captured = message->captured;
    const struct wdm_exchange *exchange = message->exchange;
    struct ladder *ladder = &decoder->ladder;
    size_t lane;
    bool bad = decode_result_of(message->description).status == DECODE_ERROR ||
               message->description->problem != NULL;
    struct decode_text text;
    struct row row;

    if (message->is_part)
        return;
    lane = enter(ladder, captured);
    begin_row(ladder, decoder, captured);
    row_begin(ladder, &row, LIFE);
    row_arrow(ladder, &row, lane, captured->from_modem,
              exchange->role == WDM_EXCHANGE_INDICATION ? DASH : LINE);
    if (decode_tells_latency(exchange)) {
        decode_text_init(&text);
        wdm_put(&text.output, " ");
        decode_put_duration(exchange->latency, &text.output);
        wdm_put(&text.output, " ");
        row_letters(&row, column_of(ladder, lane) - spacing(ladder) + 2,
                    column_of(ladder, lane) - 1, text.bytes, text.length);
    }
    put_colour(ladder, bad ? "\033[31m" : captured->from_modem ? "\033[32m" : "\033[36m");
    row_print(ladder, &row);
    put_colour(ladder, bad ? "\033[31m" : "\033[0m");
    decode_text_init(&text);
    if (exchange->role != WDM_EXCHANGE_ANSWER || exchange->request.number != ladder->previous)
        decode_put_label(message->description, &text.output);
    decode_put_detail(message->description, decoder->cli->personal, 60, &text.output);
    put_label(ladder, &row, text.bytes + (text.bytes[0] == ' '),
              text.length - (text.bytes[0] == ' '));
    put_colour(ladder, "\033[0m");
    wdm_put(ladder->out, "\n");
    ladder->previous = captured->number;
}

static void show_event(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    struct ladder *ladder = &decoder->ladder;
    struct decode_text text;
    struct row row;
    size_t lane;

    if (captured->kind == WDM_CAPTURED_DEVICE)
        return;
    if (captured->kind != WDM_CAPTURED_PROBLEM)
        enter(ladder, captured);
    if (ladder->lane_count == 0)
        ladder->lanes[ladder->lane_count++] = captured->device;
    decode_text_init(&text);
    begin_row(ladder, decoder, captured);
    row_begin(ladder, &row, LIFE);
    if (captured->kind == WDM_CAPTURED_PROBLEM) {
        wdm_put_format(&text.output, "! %s", captured->problem);
    } else if (captured->kind == WDM_CAPTURED_GONE) {
        wdm_put(&text.output, "the device is gone");
    } else {
        bool is_new;

        lane = lane_of(ladder, captured->device, &is_new);
        row_arrow(ladder, &row, lane, captured->from_modem, DASH);
        row.cells[host_column() + spacing(ladder) / 2] = LOST;
        wdm_put_format(&text.output, "%s (%d)", captured->problem, captured->status);
    }
    row_print(ladder, &row);
    put_colour(ladder, "\033[33m");
    put_label(ladder, &row, text.bytes, text.length);
    put_colour(ladder, "\033[0m");
    wdm_put(ladder->out, "\n");
}

static void show_unanswered(struct cli_decoder *decoder, const struct decode_open *open)
{
    struct ladder *ladder = &decoder->ladder;
    struct decode_text text;
    struct row row;
    bool is_new;
    size_t lane = lane_of(ladder, open->device, &is_new);

    put_blank_time(ladder);
    row_begin(ladder, &row, LIFE);
    row_arrow(ladder, &row, lane, true, DASH);
    row.cells[host_column() + 1] = LOST;
    put_colour(ladder, "\033[31m");
    row_print(ladder, &row);
    decode_text_init(&text);
    wdm_put_format(&text.output, "no answer: %s", open->label);
    if (open->timed) {
        wdm_put(&text.output, ", sent at ");
        decode_put_seconds(open->passed / 1000000 * 1000000, &text.output);
        text.length -= 3; /* milliseconds will do */
    }
    put_label(ladder, &row, text.bytes, text.length);
    put_colour(ladder, "\033[0m");
    wdm_put(ladder->out, "\n");
}

/* The next file begins a new drawing. */
static void end(struct cli_decoder *decoder)
{
    decoder->ladder.lane_count = 0;
    decoder->ladder.timed = false;
}

/* ---- The terminal */

static bool is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *value = NULL;
    char small[6] = "";

    for (size_t i = 0; i < 3 && (value == NULL || *value == '\0'); i++)
        value = getenv(names[i]);
    if (value == NULL)
        return false;
    if (strchr(value, '.') != NULL)
        value = strchr(value, '.') + 1;
    /* This bit makes letters small, and is set in digits and '-'. */
    for (size_t i = 0; i < 5 && value[i] != '\0'; i++)
        small[i] = (char)((value[i] | 0x20) & 0x7f);
    return strncmp(small, "utf-8", 5) == 0 || strncmp(small, "utf8", 4) == 0;
}

void decode_ladder_begin(struct cli_decoder *decoder)
{
    struct ladder *ladder = &decoder->ladder;

    ladder->out = &decoder->cli->out.output;
    ladder->unicode = is_utf8();
    ladder->colour = decoder->colour;
    ladder->width = cli_output_columns(&decoder->cli->out);
    if (ladder->width > COLUMNS_MAX)
        ladder->width = COLUMNS_MAX;
    ladder->lane_count = 0;
    ladder->timed = false;
}

const struct decode_view decode_ladder_view = {
    .message = show_message,
    .event = show_event,
    .unanswered = show_unanswered,
    .end = end,
    .labels = true,
};
