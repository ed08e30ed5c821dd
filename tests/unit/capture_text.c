/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fixtures written as text, in every dress. */
#include <stdio.h>
#include <string.h>

#include "capture_support.h"

/* All messages one behind the other. */
static struct wdm_span joined(const struct fixture *fixture)
{
    return (struct wdm_span){fixture->bytes, fixture->length};
}

static void lines(struct file *file, const struct fixture *fixture, const char *before,
                  const char *between, const char *after, bool upper)
{
    for (size_t i = 0; i < fixture->count; i++) {
        put_format(file, "%s", before);
        put_hex(file, fixture->messages[i].bytes.bytes, fixture->messages[i].bytes.length, between,
                upper);
        put_format(file, "%s\n", after);
    }
}

static void write_marked(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        put_format(file, "%s ", fixture->messages[i].from_modem ? "<" : ">");
        put_hex(file, fixture->messages[i].bytes.bytes, fixture->messages[i].bytes.length, " ",
                true);
        put_format(file, "\n");
    }
}

static void write_plain(struct file *file, const struct fixture *fixture)
{
    lines(file, fixture, "", " ", "", true);
}

static void write_dense(struct file *file, const struct fixture *fixture)
{
    lines(file, fixture, "", "", "", false);
}

static void write_colons(struct file *file, const struct fixture *fixture)
{
    lines(file, fixture, "", ":", "", false);
}

static void write_commas(struct file *file, const struct fixture *fixture)
{
    lines(file, fixture, "", ", ", "", false);
}

static void write_prefixed(struct file *file, const struct fixture *fixture)
{
    lines(file, fixture, "0x", ", 0x", ",", false);
}

static void write_quoted_plain(struct file *file, const struct fixture *fixture)
{
    lines(file, fixture, "> > ", " ", "\r", false);
}

static void write_string(struct file *file, const struct fixture *fixture)
{
    lines(file, fixture, "static const char message[] = \"\\x", "\\x", "\";", false);
}

/* Lines of at most 64 characters, broken at blanks: as a mail program does it. */
static void write_wrapped(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        struct wdm_span bytes = fixture->messages[i].bytes;
        put_format(file, "%s", fixture->messages[i].from_modem ? "< " : "> ");
        for (size_t at = 0; at < bytes.length; at++)
            put_format(file, "%02x%s", bytes.bytes[at], at % 20 == 19 ? "\n" : " ");
        put_format(file, "\n");
    }
}

/* The same, answered: each line has the mark of a quotation. */
static void write_wrapped_quoted(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        struct wdm_span bytes = fixture->messages[i].bytes;
        put_format(file, "%s", fixture->messages[i].from_modem ? "> < " : "> > ");
        for (size_t at = 0; at < bytes.length; at++)
            put_format(file, "%02x%s", bytes.bytes[at],
                       at % 20 == 19 && at + 1 < bytes.length ? "\n> " : " ");
        put_format(file, "\n");
    }
}

static void write_array(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        struct wdm_span bytes = fixture->messages[i].bytes;
        put_format(file, "/* message %zu */\nstatic const uint8_t message_%zu[%zu] = {\n", i, i,
                   bytes.length);
        for (size_t at = 0; at < bytes.length; at++)
            put_format(file, "%s0x%02x,%s", at % 12 == 0 ? "    " : " ", bytes.bytes[at],
                       at % 12 == 11 ? " // and so on\n" : "");
        put_format(file, "\n};\n");
    }
}

/* ---- Strings, as programs show what others read and write */

static void put_string(struct file *file, struct wdm_span bytes, const char *format, char quote)
{
    put_format(file, "%c", quote);
    for (size_t at = 0; at < bytes.length; at++) {
        uint8_t byte = bytes.bytes[at];
        if (byte == quote || byte == '\\')
            put_format(file, "\\%c", byte);
        else if (at > 0 && byte >= 0x20 && byte < 0x7f && (byte < '0' || byte > '9'))
            put_format(file, "%c", byte);
        else if (byte == '\n')
            put_format(file, "\\n");
        else
            put_format(file, format, byte);
    }
    put_format(file, "%c", quote);
}

static void write_calls(struct file *file, const struct fixture *fixture, const char *before,
                        const char *format)
{
    for (size_t i = 0; i < fixture->count; i++) {
        const struct fixture_message *message = &fixture->messages[i];
        put_format(file, "%s%s(3, ", before, message->from_modem ? "read" : "write");
        put_string(file, message->bytes, format, '"');
        put_format(file, ", %d) = %zu\n", 4096, message->bytes.length);
    }
}

static void write_strace(struct file *file, const struct fixture *fixture)
{
    write_calls(file, fixture, "", "\\%o");
}

static void write_strace_xx(struct file *file, const struct fixture *fixture)
{
    write_calls(file, fixture, "[pid   612] 18:33:31.123456 ", "\\x%02x");
}

static void write_python(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        put_format(file, ">>> os.read(port, 4096)\nb");
        put_string(file, fixture->messages[i].bytes, "\\x%02x", '\'');
        put_format(file, "\n");
    }
}

/* ---- Dumps */

static void characters(struct file *file, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_format(file, "%c", bytes[i] >= 0x20 && bytes[i] < 0x7f ? bytes[i] : '.');
}

/* Rows of 16: how a number is written, and what is between bytes and around characters. */
static void dump(struct file *file, struct wdm_span bytes, const char *number, size_t group,
                 const char *before, const char *after)
{
    for (size_t at = 0; at < bytes.length; at += 16) {
        size_t count = bytes.length - at < 16 ? bytes.length - at : 16;
        put_format(file, number, (unsigned)at);
        for (size_t i = 0; i < 16; i++) {
            put_format(file, i % group == 0 ? " " : "");
            if (i < count)
                put_format(file, "%02x", bytes.bytes[at + i]);
            else
                put_format(file, "  ");
        }
        if (before) {
            put_format(file, "%s", before);
            characters(file, bytes.bytes + at, count);
            put_format(file, "%s", after);
        }
        put_format(file, "\n");
    }
}

static void write_xxd(struct file *file, const struct fixture *fixture)
{
    dump(file, joined(fixture), "%08x:", 2, "  ", "");
}

static void write_xxd_single(struct file *file, const struct fixture *fixture)
{
    dump(file, joined(fixture), "> %08x:", 1, "  ", "");
}

static void write_hexdump(struct file *file, const struct fixture *fixture)
{
    dump(file, joined(fixture), "%08x ", 1, "  |", "|");
    put_format(file, "%08zx\n", joined(fixture).length);
}

static void write_each_dumped(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        put_format(file, "message %zu:\n", i);
        dump(file, fixture->messages[i].bytes, "%04x  ", 1, "   ", "");
        put_format(file, "\n");
    }
}

/* Who sends, before each row. */
static void write_sided_rows(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        const char *number = fixture->messages[i].from_modem ? " << %08x:" : " >> %08x:";
        dump(file, fixture->messages[i].bytes, number, 1, NULL, NULL);
    }
}

static void write_od(struct file *file, const struct fixture *fixture)
{
    dump(file, joined(fixture), "%06x", 1, "  >", "<");
    put_format(file, "%06zx\n", joined(fixture).length);
}

static void write_od_octal(struct file *file, const struct fixture *fixture)
{
    dump(file, joined(fixture), "%07o", 1, NULL, NULL);
    put_format(file, "%07zo\n", joined(fixture).length);
}

static void write_tcpdump(struct file *file, const struct fixture *fixture)
{
    dump(file, joined(fixture), "\t0x%04x: ", 2, "  ", "");
}

/* Words of 16 bits, little endian, as hexdump writes them by itself. */
static void write_words(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        struct wdm_span bytes = fixture->messages[i].bytes;
        for (size_t at = 0; at < bytes.length; at++) {
            if (at % 16 == 0)
                put_format(file, "%s%07zx", at > 0 ? "\n" : "", at);
            if (at % 2 == 0 && at + 1 < bytes.length)
                put_format(file, " %02x%02x", bytes.bytes[at + 1], bytes.bytes[at]);
            else if (at % 2 == 0)
                put_format(file, " 00%02x", bytes.bytes[at]);
        }
        put_format(file, "\n%07zx\n", bytes.length);
    }
}

/* ---- Logs */

struct log {
    const char *before; /* each message's first line, printf with the direction's words */
    const char *sent, *received;
    const char *line; /* each line's beginning */
    const char *newline;
    bool same_arrows; /* as libqmi has them */
    size_t broken;    /* data is broken into so many characters a line; 0: it is not */
};

static void put_data(struct file *file, const struct log *log, struct wdm_span bytes)
{
    static struct file made;
    made.length = 0;
    put_hex(&made, bytes.bytes, bytes.length, ":", true);
    const char *hex = made.text;
    size_t length = made.length;
    for (size_t at = 0; at < length; at += log->broken) {
        size_t count = log->broken > 0 && log->broken < length - at ? log->broken : length - at;
        put_format(file, "%s%.*s%s", at > 0 ? log->line : "", (int)count, hex + at, log->newline);
        if (log->broken == 0)
            break;
    }
}

static void write_log(struct file *file, const struct fixture *fixture, const struct log *log)
{
    for (size_t i = 0; i < fixture->count; i++) {
        const struct fixture_message *message = &fixture->messages[i];
        bool modem = message->from_modem;
        const char *arrows = modem && !log->same_arrows ? ">>>>>>" : "<<<<<<";
        put_format(file, log->before, modem ? log->received : log->sent);
        put_format(file, "%s%s%s RAW:%s", log->newline, log->line, arrows, log->newline);
        put_format(file, "%s%s   length = %zu%s", log->line, arrows, message->bytes.length,
                   log->newline);
        put_format(file, "%s%s   data   = ", log->line, arrows);
        put_data(file, log, message->bytes);
        put_format(file, "%s%s%s", log->line, log->newline, log->line);
        put_format(file, log->before, "translated");
        put_format(file, "%s%s%s QMUX:%s", log->newline, log->line, arrows, log->newline);
        put_format(file, "%s%s   length  = 15%s", log->line, arrows, log->newline);
        put_format(file, "%s%s   value      = 02:00%s%s\n", log->line, arrows, log->newline,
                   log->line);
    }
}

static void write_mbimcli(struct file *file, const struct fixture *fixture)
{
    static const struct log log = {
        .before = "[22 Nov 2026, 13:48:32] [Debug] [/dev/cdc-wdm0] %s message...",
        .sent = "sent",
        .received = "received",
        .line = "",
        .newline = "\n"};
    write_log(file, fixture, &log);
}

static void write_qmicli(struct file *file, const struct fixture *fixture)
{
    static const struct log log = {
        .before = "[24 Jul 2015, 18:33:31] [Debug] [/dev/cdc-wdm0] %s message...",
        .sent = "Sent",
        .received = "Received",
        .line = "",
        .newline = "\n",
        .same_arrows = true};
    write_log(file, fixture, &log);
}

static void write_mailed(struct file *file, const struct fixture *fixture)
{
    static const struct log log = {
        .before = "> [24 Jul 2015, 18:33:31] [Debug] [/dev/cdc-wdm0]\n> %s message...",
        .sent = "Sent",
        .received = "Received",
        .line = "> ",
        .newline = "\n",
        .broken = 52};
    write_log(file, fixture, &log);
}

static void write_journal(struct file *file, const struct fixture *fixture)
{
    static const struct log log = {
        .before = "Jul 24 18:33:31 host ModemManager[612]: <debug> [1437755611.123456] "
                  "[/dev/cdc-wdm0] %s message...",
        .sent = "Sent",
        .received = "Received",
        .line = "                                        ",
        .newline = "\n"};
    write_log(file, fixture, &log);
}

static void write_syslog(struct file *file, const struct fixture *fixture)
{
    static const struct log log = {
        .before = "2015-07-24T18:33:31.5+02:00 host ModemManager[612]: <dbg> [/dev/cdc-wdm0] "
                  "%s message...",
        .sent = "sent",
        .received = "received",
        .line = "",
        .newline = "#012"};
    write_log(file, fixture, &log);
}

static void write_router(struct file *file, const struct fixture *fixture)
{
    static const struct log log = {
        .before = "Wed Jun 26 16:47:59 2024 daemon.debug [2234]: <dbg> [1719413279.296470] "
                  "[/dev/cdc-wdm0] %s message...",
        .sent = "sent",
        .received = "received",
        .line = "",
        .newline = " "};
    write_log(file, fixture, &log);
}

static void write_uqmi(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        put_format(file,
                   "%s: ", fixture->messages[i].from_modem ? "Received packet" : "Send packet");
        put_hex(file, fixture->messages[i].bytes.bytes, fixture->messages[i].bytes.length, " ",
                false);
        put_format(file, "\n");
    }
}

static void write_umbim(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        struct wdm_span bytes = fixture->messages[i].bytes;
        put_format(file, "%s (%zu): ", fixture->messages[i].from_modem ? "reading" : "sending",
                   bytes.length);
        put_hex(file, bytes.bytes, bytes.length, " ", false);
        put_format(file, " \n  header_type: %04X\n  header_length: %04X\n",
                   wdm_get_u32(bytes.bytes), wdm_get_u32(bytes.bytes + 4));
    }
}

/* The same, as web pages have it that lost the ends of lines. */
static void write_umbim_joined(struct file *file, const struct fixture *fixture)
{
    static struct file lines;
    lines.length = 0;
    write_umbim(&lines, fixture);
    for (size_t i = 0; i < lines.length; i++) {
        if (lines.text[i] == '\n')
            lines.text[i] = ' ';
    }
    put_bytes(file, lines.text, lines.length);
}

/* Our own. */
static void write_trace(struct file *file, const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->count; i++) {
        put_format(file,
                   "%4zu.%03u %s QMI dms get-capabilities request #1\n             info.x  2\n", i,
                   5U, fixture->messages[i].from_modem ? "<" : ">");
        put_format(file, "             ");
        put_hex(file, fixture->messages[i].bytes.bytes, fixture->messages[i].bytes.length, " ",
                true);
        put_format(file, "\n");
    }
}

/* ---- Text of 16-bit characters, with the mark of its byte order */

static void write_utf16(struct file *file, const struct fixture *fixture)
{
    static struct file plain;
    plain.length = 0;
    write_marked(&plain, fixture);
    put_bytes(file, "\xff\xfe", 2);
    for (size_t i = 0; i < plain.length; i++) {
        put_bytes(file, plain.text + i, 1);
        put_bytes(file, "", 1);
    }
}

static void write_raw(struct file *file, const struct fixture *fixture)
{
    put_bytes(file, joined(fixture).bytes, joined(fixture).length);
}

const struct dress text_dresses[] = {
    {"marked lines", write_marked},
    {"plain lines", write_plain},
    {"digits alone", write_dense},
    {"colons", write_colons},
    {"commas", write_commas},
    {"0x", write_prefixed},
    {"quoted", write_quoted_plain},
    {"a string of C", write_string},
    {"strace", write_strace},
    {"strace -xx", write_strace_xx},
    {"Python", write_python},
    {"wrapped lines", write_wrapped},
    {"wrapped and quoted lines", write_wrapped_quoted},
    {"arrays of C", write_array},
    {"xxd", write_xxd},
    {"xxd -g1, quoted", write_xxd_single},
    {"hexdump -C", write_hexdump},
    {"a dump for each", write_each_dumped},
    {"sides before the rows", write_sided_rows},
    {"od -A x -t x1z", write_od},
    {"od -t x1", write_od_octal},
    {"tcpdump -X", write_tcpdump},
    {"hexdump", write_words},
    {"mbimcli", write_mbimcli},
    {"qmicli", write_qmicli},
    {"a log in a mail", write_mailed},
    {"a journal", write_journal},
    {"syslog", write_syslog},
    {"a router's log", write_router},
    {"uqmi", write_uqmi},
    {"umbim", write_umbim},
    {"umbim in a line", write_umbim_joined},
    {"wdmctl -vv", write_trace},
    {"UTF-16", write_utf16},
    {"raw", write_raw},
    {NULL, NULL},
};
