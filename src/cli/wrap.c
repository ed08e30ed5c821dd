/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lines that fit the terminal: a long one goes on below where its last column began. Asks
 * the terminal how wide it is. Not in small builds. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "cli.h"
#include "wdm/format.h"

/* What is narrower has no room for a column beside the names. */
#define COLUMNS_MIN ((size_t)40)
#define COLUMNS_MAX ((size_t)1000)

/* Where a line goes on whose last column is too far to the right for that. */
#define BELOW ((size_t)8)

size_t cli_output_columns(const struct cli_output *out)
{
    const char *value = getenv("COLUMNS");
    struct winsize size;
    size_t columns = 0;

    if (ioctl(out->fd, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    if (columns == 0) {
        for (; value != NULL && wdm_digit(*value) <= 9 && columns <= COLUMNS_MAX; value++)
            columns = columns * 10 + wdm_digit(*value);
    }
    if (columns == 0)
        columns = 80;
    return columns < COLUMNS_MAX ? columns : COLUMNS_MAX;
}

/* Writes the word that is kept, and what is blank before it: a line break where it does
 * not fit behind that, and would fit better below. */
static void put_word(struct cli_wrap *wrap)
{
    size_t length = wrap->length;
    size_t start = wrap->column + wrap->blanks;

    if (length == 0)
        return;
    /* Behind a gap a column begins: there a long line goes on, where there is room. */
    if (wrap->column == 0)
        wrap->indent = wrap->blanks;
    else if (wrap->blanks > 1)
        wrap->indent = start < wrap->width * 2 / 3 ? start : BELOW;
    if (wrap->blanks > 0 && wrap->column > wrap->indent && start + length > wrap->width) {
        wdm_put(wrap->to, "\n");
        wrap->column = 0;
        wrap->blanks = wrap->indent + length <= wrap->width ? wrap->indent : BELOW;
    }
    wrap->column += wrap->blanks + length;
    for (; wrap->blanks > 0; wrap->blanks--)
        wdm_put(wrap->to, " ");
    wrap->to->write(wrap->to, wrap->word, length);
    wrap->length = 0;
}

static void keep(struct cli_wrap *wrap, char character)
{
    if (wrap->length == sizeof wrap->word)
        put_word(wrap);
    wrap->word[wrap->length++] = character;
}

static void wrap_write(struct wdm_output *output, const char *text, size_t length)
{
    struct cli_wrap *wrap = (struct cli_wrap *)output;
    size_t i;

    for (i = 0; i < length; i++) {
        if (text[i] == '\n') {
            put_word(wrap);
            wdm_put(wrap->to, "\n");
            wrap->column = wrap->blanks = wrap->behind = wrap->indent = 0;
        } else if (text[i] == ' ') {
            wrap->behind++;
        } else {
            /* "(3)" stays with its name. */
            if (text[i] == '(' && wrap->behind == 1 && wrap->length > 0) {
                keep(wrap, ' ');
            } else if (wrap->behind > 0) {
                put_word(wrap);
                wrap->blanks = wrap->behind;
            }
            wrap->behind = 0;
            keep(wrap, text[i]);
        }
    }
}

struct wdm_output *cli_wrap(struct cli_wrap *wrap, struct cli_output *out)
{
    size_t columns = cli_output_columns(out);

    memset(wrap, 0, sizeof *wrap);
    wrap->output.write = wrap_write;
    wrap->to = &out->output;
    wrap->width = columns < COLUMNS_MIN ? COLUMNS_MAX : columns;
    return &wrap->output;
}
