/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode --svg: host and modem as two lines and an arrow a message, as a picture
 * that stands for itself. Written as it goes: only the first line, which has the size,
 * is written again at the end. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "wdm/format.h"

#define GAP        INT64_C(1000000000) /* silence that is shown */
#define FIRST_LINE 160                 /* bytes, blanks and the newline included */

/* In pixels. */
enum {
    TIME_X = 84, /* where times end */
    HOST_X = 120,
    LANE = 220, /* from one lifeline to the next */
    TOP = 64,
    ROW = 26,
    GAP_ROW = 34,
    CHARACTER = 8, /* a little more than one of the labels is wide */
    LABEL = 100,   /* characters of a label at most */
    BOTTOM = 24,
};

static const char style[] =
    "<style>\n"
    "text{font:13px \"DejaVu Sans Mono\",Menlo,Consolas,monospace;fill:#1f2933}\n"
    ".t{fill:#7b8794;text-anchor:end}.h{font-weight:bold;text-anchor:middle}\n"
    ".i{fill:#7b8794;font-size:11px;text-anchor:middle}.n{font-weight:bold}.d{fill:#52606d}\n"
    ".l{stroke:#9aa5b1;stroke-width:1.5}.a{stroke-width:1.8;fill:none}\n"
    ".e,.n.e,.d.e{fill:#c81e1e}.w{fill:#b45309}\n"
    ".b{fill:#fff}.g{stroke:#cbd2d9;stroke-dasharray:2 4}\n"
    "</style>\n";

/* What messages are told apart by. */
static const struct {
    const char *id, *colour, *name;
} kinds[] = {
    {"q", "#1d4ed8", "QMI"},
    {"m", "#0f766e", "MBIM"},
    {"e", "#c81e1e", "error, or no answer"},
    {"u", "#7b8794", "bytes that are no message"},
};

enum { QMI = 0, MBIM, BAD, BYTES };

static struct wdm_output *out_of(struct cli_decoder *decoder)
{
    return &decoder->file.output;
}

/* Whether the three bytes at `text` are U+FFFE or U+FFFF, which XML does not know. */
static bool is_noncharacter(const char *text, size_t length)
{
    return length >= 3 && memcmp(text, "\xef\xbf", 2) == 0 &&
           (text[2] == '\xbe' || text[2] == '\xbf');
}

/* Text for XML: what is left of UTF-8 after the catalogue's escapes. */
static void put_xml(struct wdm_output *out, const char *text, size_t length)
{
    static const struct {
        char character;
        const char *text;
    } escapes[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
    size_t i, k;

    for (i = 0; i < length; i++) {
        for (k = 0; k < 4 && escapes[k].character != text[i]; k++)
            ;
        if (k < 4) {
            wdm_put(out, escapes[k].text);
        } else if (is_noncharacter(text + i, length - i)) {
            wdm_put(out, "?");
            i += 2;
        } else {
            out->write(out, &text[i], 1);
        }
    }
}

static void put_first_line(struct decode_svg *svg, char line[FIRST_LINE + 1])
{
    size_t length = wdm_format(line, FIRST_LINE + 1,
                               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" "
                               "height=\"%u\" viewBox=\"0 0 %u %u\"",
                               svg->width, svg->height, svg->width, svg->height);

    memset(line + length, ' ', FIRST_LINE - 2 - length);
    line[FIRST_LINE - 2] = '>';
    line[FIRST_LINE - 1] = '\n';
    line[FIRST_LINE] = '\0';
}

static unsigned lane_x(size_t lane)
{
    return HOST_X + LANE * ((unsigned)lane + 1);
}

static unsigned label_x(const struct decode_svg *svg)
{
    return lane_x(svg->lane_count > 0 ? svg->lane_count - 1 : 0) + 20;
}

static void put_head(struct cli_decoder *decoder, unsigned x, unsigned y, const char *name,
                     const char *below)
{
    wdm_put_format(out_of(decoder),
                   "<text class=\"h\" x=\"%u\" y=\"%u\">%s</text>"
                   "<text class=\"i\" x=\"%u\" y=\"%u\">%s</text>"
                   "<line class=\"l\" x1=\"%u\" y1=\"%u\" x2=\"%u\" y2=\"100%%\"/>\n",
                   x, y - 22, name, x, y - 8, below, x, y, x);
}

/* The lifeline of a device; the last is that of all for which there is no room. */
static size_t lane_of(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    struct decode_svg *svg = &decoder->svg;
    char name[DECODE_DEVICE_TEXT];
    char below[16] = "";
    size_t lane = 0;

    while (lane < svg->lane_count && svg->lanes[lane] != captured->device)
        lane++;
    if (lane < svg->lane_count || lane == LADDER_LANES)
        return lane < svg->lane_count ? lane : LADDER_LANES - 1;
    svg->lanes[svg->lane_count++] = captured->device;
    if (svg->row_count > 0)
        svg->height += 44;
    decode_device_text(captured->device, name);
    if (captured->vendor != 0)
        wdm_format(below, sizeof below, "%04x:%04x", captured->vendor, captured->product);
    put_head(decoder, lane_x(lane), svg->height, captured->device == 0 ? "modem" : name, below);
    if (label_x(svg) + LABEL * CHARACTER > svg->width)
        svg->width = label_x(svg) + LABEL * CHARACTER;
    return lane;
}

/* ---- Rows */

static void put_silence(struct cli_decoder *decoder, int64_t length)
{
    struct decode_svg *svg = &decoder->svg;
    struct wdm_output *out = out_of(decoder);
    unsigned y = svg->height + GAP_ROW / 2 + 2;
    unsigned x = (HOST_X + lane_x(0)) / 2;

    wdm_put_format(out,
                   "<line class=\"g\" x1=\"20\" y1=\"%u\" x2=\"%u\" y2=\"%u\"/>"
                   "<rect class=\"b\" x=\"%u\" y=\"%u\" width=\"128\" height=\"18\"/>"
                   "<text class=\"i\" x=\"%u\" y=\"%u\">",
                   y, label_x(svg) - 20, y, x - 64, y - 9, x, y + 4);
    decode_put_duration(length, out);
    wdm_put(out, " of silence</text>\n");
    svg->height += GAP_ROW;
}

/* Silence before a row, and its time. Returns where its arrow is. */
static unsigned begin_row(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    struct decode_svg *svg = &decoder->svg;
    struct wdm_output *out = out_of(decoder);
    int64_t passed = captured->timed ? captured->when - decoder->began : 0;
    struct decode_text text;
    size_t blanks = 0;

    if (captured->timed && svg->timed && passed - svg->last >= GAP)
        put_silence(decoder, passed - svg->last);
    svg->timed = svg->timed || captured->timed;
    svg->row_count++;
    svg->height += ROW;
    if (!captured->timed)
        return svg->height - ROW / 2;
    svg->last = passed;
    decode_text_init(&text);
    decode_put_passed(true, passed, &text.output);
    while (text.bytes[blanks] == ' ')
        blanks++;
    wdm_put_format(out, "<text class=\"t\" x=\"%u\" y=\"%u\">%.*s</text>", TIME_X,
                   svg->height - ROW / 2 + 4, (int)(text.length - 1 - blanks), text.bytes + blanks);
    return svg->height - ROW / 2;
}

static void put_arrow(struct cli_decoder *decoder, size_t lane, unsigned y, bool from_modem,
                      unsigned kind, bool dashed)
{
    unsigned host = HOST_X + 2, modem = lane_x(lane) - 2;

    wdm_put_format(out_of(decoder),
                   "<line class=\"a\" stroke=\"%s\"%s marker-end=\"url(#%s)\" x1=\"%u\" y1=\"%u\" "
                   "x2=\"%u\" y2=\"%u\"/>",
                   kinds[kind].colour, dashed ? " stroke-dasharray=\"5 4\"" : "", kinds[kind].id,
                   from_modem ? modem : host, y, from_modem ? host : modem, y);
}

/* A text on an arrow, on a ground of its own. */
static void put_latency(struct cli_decoder *decoder, size_t lane, unsigned y, int64_t latency)
{
    struct decode_text text;
    unsigned x = lane_x(lane) - LANE / 2;
    unsigned half;

    decode_text_init(&text);
    decode_put_duration(latency, &text.output);
    half = ((unsigned)text.length * 7 + 10) / 2;
    wdm_put_format(out_of(decoder),
                   "<rect class=\"b\" x=\"%u\" y=\"%u\" width=\"%u\" height=\"14\"/>"
                   "<text class=\"i\" x=\"%u\" y=\"%u\">%s</text>",
                   x - half, y - 7, 2 * half, x, y + 4, text.bytes);
}

/* The name in bold, and the rest. */
static void put_label(struct cli_decoder *decoder, unsigned y, const char *more,
                      const struct decode_text *name, const struct decode_text *detail)
{
    struct wdm_output *out = out_of(decoder);
    size_t used = decode_columns(name->bytes, name->length);
    size_t room = used + 1 < LABEL ? LABEL - used - 1 : 0;
    size_t blanks = strspn(detail->bytes, " ");
    const char *rest = detail->bytes + blanks;
    size_t length = detail->length > blanks ? detail->length - blanks : 0;
    bool fits = decode_columns(rest, length) <= room;

    wdm_put_format(out, "<text x=\"%u\" y=\"%u\"><tspan class=\"n%s\">", label_x(&decoder->svg),
                   y + 4, more);
    put_xml(out, name->bytes, decode_bytes_of(name->bytes, name->length, LABEL));
    wdm_put_format(out, "</tspan><tspan class=\"d%s\" dx=\"8\">", more);
    put_xml(out, rest, decode_bytes_of(rest, length, room));
    wdm_put(out, fits ? "</tspan></text>\n" : "…</tspan></text>\n");
}

/* ---- The view */

static unsigned kind_of(const struct wdm_description *description)
{
    if (decode_result_of(description).status == DECODE_ERROR || description->problem != NULL)
        return description->is_qmi || description->is_mbim ? BAD : BYTES;
    return description->is_qmi ? QMI : description->is_mbim ? MBIM : BYTES;
}

static void show_message(struct cli_decoder *decoder, const struct decode_message *message)
{
    const struct wdm_captured *captured = message->captured;
    const struct wdm_exchange *exchange = message->exchange;
    size_t lane;
    unsigned y;
    unsigned kind = kind_of(message->description);
    struct decode_text name, detail;

    if (message->is_part)
        return;
    lane = lane_of(decoder, captured);
    y = begin_row(decoder, captured);
    put_arrow(decoder, lane, y, captured->from_modem, kind,
              exchange->role == WDM_EXCHANGE_INDICATION);
    if (decode_tells_latency(exchange))
        put_latency(decoder, lane, y, exchange->latency);
    decode_text_init(&name);
    decode_text_init(&detail);
    decode_put_label(message->description, &name.output);
    decode_put_detail(message->description, decoder->cli->personal, 72, &detail.output);
    put_label(decoder, y, kind == BAD ? " e" : "", &name, &detail);
}

static void show_event(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    struct decode_text name, detail;
    size_t lane;
    unsigned y;

    if (captured->kind == WDM_CAPTURED_DEVICE)
        return;
    lane = captured->kind == WDM_CAPTURED_PROBLEM ? 0 : lane_of(decoder, captured);
    y = begin_row(decoder, captured);
    if (captured->kind == WDM_CAPTURED_FAILED)
        put_arrow(decoder, lane, y, captured->from_modem, BAD, true);
    decode_text_init(&name);
    decode_text_init(&detail);
    wdm_put(&name.output,
            captured->kind == WDM_CAPTURED_GONE ? "the device is gone" : captured->problem);
    if (captured->kind == WDM_CAPTURED_FAILED)
        wdm_put_format(&detail.output, " (%ld)", (long)captured->status);
    put_label(decoder, y, " w", &name, &detail);
}

static void show_unanswered(struct cli_decoder *decoder, const struct decode_open *open)
{
    static const struct wdm_captured untimed = {.kind = WDM_CAPTURED_MESSAGE};
    struct wdm_captured place = untimed;
    struct decode_text name, detail;
    unsigned y, x;
    size_t lane;

    place.device = open->device;
    lane = lane_of(decoder, &place);
    y = begin_row(decoder, &place);
    x = HOST_X + LANE / 4;
    wdm_put_format(out_of(decoder),
                   "<path class=\"a\" stroke=\"%s\" stroke-dasharray=\"5 4\" d=\"M%u %uH%u\"/>"
                   "<path class=\"a\" stroke=\"%s\" d=\"M%u %ul10 10m0 -10l-10 10\"/>",
                   kinds[BAD].colour, lane_x(lane) - 2, y, x + 10, kinds[BAD].colour, x - 5, y - 5);
    decode_text_init(&name);
    decode_text_init(&detail);
    wdm_put(&name.output, "no answer");
    wdm_put_format(&detail.output, " to %s", open->label);
    if (open->timed) {
        wdm_put(&detail.output, " of ");
        decode_put_seconds(open->passed / 1000000 * 1000000, &detail.output);
        detail.length -= 3; /* milliseconds will do */
    }
    put_label(decoder, y, " e", &name, &detail);
}

/* The next file goes on below. */
static void end(struct cli_decoder *decoder)
{
    decoder->svg.timed = false;
}

/* ---- The file */

static void put_legend(struct cli_decoder *decoder)
{
    struct wdm_output *out = out_of(decoder);
    unsigned x = label_x(&decoder->svg);

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        wdm_put_format(out,
                       "<line class=\"a\" stroke=\"%s\" x1=\"%u\" y1=\"28\" x2=\"%u\" y2=\"28\"/>"
                       "<text class=\"d\" x=\"%u\" y=\"32\">%s</text>\n",
                       kinds[i].colour, x, x + 24, x + 30, kinds[i].name);
        x += 54 + CHARACTER * (unsigned)strlen(kinds[i].name);
    }
}

static void put_beginning(struct cli_decoder *decoder)
{
    struct wdm_output *out = out_of(decoder);
    char line[FIRST_LINE + 1];

    put_first_line(&decoder->svg, line);
    wdm_put(out, line);
    wdm_put(out, style);
    wdm_put(out, "<defs>\n");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        wdm_put_format(out,
                       "<marker id=\"%s\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" "
                       "markerWidth=\"10\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" "
                       "orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"%s\"/></marker>\n",
                       kinds[i].id, kinds[i].colour);
    wdm_put_packed(out, "</defs>\n<rect class=\"b\" width=\"100%\" height=\"100%\"/>\n");
    wdm_put_format(out, "<text class=\"t\" x=\"%u\" y=\"%u\">seconds</text>\n", TIME_X, TOP - 22);
    put_head(decoder, HOST_X, TOP, "host", "");
    put_legend(decoder);
}

static bool fail_file(struct cli_decoder *decoder, const char *what, int code)
{
    return wdm_fail(&decoder->cli->error, WDM_NO_PORT, "decode: cannot %s %s: %s", what,
                    decoder->svg.path, wdm_errno_text(code));
}

bool decode_svg_open(struct cli_decoder *decoder, const char *path)
{
    struct cli *cli = decoder->cli;
    struct stat status;
    char start[4];
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0666);

    decoder->svg = (struct decode_svg){.path = path, .height = TOP + 4};
    decoder->svg.width = label_x(&decoder->svg) + LABEL * CHARACTER;
    if (fd < 0)
        return fail_file(decoder, "create", errno);
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        wdm_fail(&cli->error, WDM_USAGE, "decode: --svg: %s is no plain file", path);
        return wdm_fail_hint(&cli->error, "its size is written last, at its beginning");
    }
    /* A capture that was meant to be read is not written over. */
    if (status.st_size > 0 &&
        (read(fd, start, sizeof start) != (ssize_t)sizeof start || memcmp(start, "<svg", 4) != 0)) {
        close(fd);
        wdm_fail(&cli->error, WDM_USAGE, "decode: --svg: %s is there, and is no picture", path);
        return wdm_fail_hint(&cli->error, "--svg wants the name of a new file");
    }
    if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0) {
        int code = errno;

        close(fd);
        return fail_file(decoder, "write", code);
    }
    cli_output_init(&decoder->file, fd);
    cli_output_enlarge(&decoder->file, decoder->file.buffer, sizeof decoder->file.buffer);
    put_beginning(decoder);
    return true;
}

bool decode_svg_close(struct cli_decoder *decoder)
{
    struct cli_output *file = &decoder->file;
    char line[FIRST_LINE + 1];
    int failure;

    if (file->fd < 0)
        return true;
    wdm_put(&file->output, "</svg>\n");
    cli_output_flush(file);
    decoder->svg.height += BOTTOM;
    put_first_line(&decoder->svg, line);
    failure = file->failure;
    if (failure == 0 && pwrite(file->fd, line, FIRST_LINE, 0) != FIRST_LINE)
        failure = errno;
    if (close(file->fd) != 0 && failure == 0)
        failure = errno;
    file->fd = -1;
    return failure == 0 || fail_file(decoder, "write", failure);
}

const struct decode_view decode_svg_view = {
    .message = show_message,
    .event = show_event,
    .unanswered = show_unanswered,
    .end = end,
    .labels = true,
};
