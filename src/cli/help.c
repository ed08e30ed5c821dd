/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Help, from the tables of commands and options. */
#include <string.h>

#include "cli.h"

/* "  -h, --help   explain the command" */
static void print_row(const char *left, int width, const char *right, struct wdm_output *out)
{
    wdm_put_format(out, "  %s  ", left);
    for (width -= (int)strlen(left); width > 0; width--)
        wdm_put(out, " ");
    wdm_put_packed(out, right);
    wdm_put(out, "\n");
}

static void print_options(const struct cli_option *options, struct wdm_output *out)
{
    for (; options != NULL && options->name != NULL; options++) {
        char left[48];
        struct wdm_writer name = wdm_writer((uint8_t *)left, sizeof left - 1);

        if (options->letter != 0) {
            wdm_write_u8(&name, '-');
            wdm_write_bytes(&name, &options->letter, 1);
            wdm_write_bytes(&name, ", ", 2);
        } else {
            wdm_write_bytes(&name, "    ", 4);
        }
        wdm_write_bytes(&name, "--", 2);
        wdm_write_bytes(&name, options->name, strlen(options->name));
        if (options->argument != NULL) {
            wdm_write_bytes(&name, " ", 1);
            wdm_write_bytes(&name, options->argument, strlen(options->argument));
        }
        left[name.length] = '\0';
        print_row(left, 24, options->help, out);
    }
}

void cli_help_short(struct wdm_output *out)
{
    size_t i;

    wdm_put_packed(out, "wdmctl talks MBIM and QMI to a WWAN modem over its raw control port.\n\n"
                        "usage: wdmctl [options] command [arguments]\n\n");
    for (i = 0; cli_commands[i] != NULL && !cli_commands[i]->hidden; i++)
        print_row(cli_commands[i]->name, 8, cli_commands[i]->summary, out);
    wdm_put(out, "\noptions:\n");
    print_options(cli_global_options, out);
    wdm_put_packed(out, "\nno modem here? 'wdmctl -v -d sim:em7355 unlock' plays one.\n"
                        "exit: 0 done, 1 the modem refused, 2 usage, 3 no such port, 4 deadline,\n"
                        "5 the modem broke the protocol or went away, 130 interrupted\n");
}

void cli_help_command(const struct cli_command *command, struct wdm_output *out)
{
    wdm_put_format(out, "usage: wdmctl %s%s%s\n\n", command->name,
                   *command->arguments != '\0' ? " " : "", command->arguments);
    wdm_put_packed(out, command->summary);
    wdm_put(out, ".\n");
    if (command->help != NULL) {
        wdm_put(out, "\n");
        wdm_put_packed(out, command->help);
    }
    if (command->options != NULL) {
        wdm_put_packed(out, "\noptions of this command:\n");
        print_options(command->options, out);
    }
    wdm_put_packed(out, "\noptions of every command:\n");
    print_options(cli_global_options, out);
}
