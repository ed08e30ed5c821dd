/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The command line: options of the program and of a command, in any order. */
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

#ifndef WDM_SMALL
#define REPLAY " or replay:FILE"
#else
#define REPLAY ""
#endif

const struct cli_option cli_global_options[] = {
    {"device", 'd', "PORT",
     "cdc-wdm0, USB path 1-10, ids 1199:901f, unix:PATH, sim:PERSONALITY" REPLAY},
    {"mode", 'm', "MODE", "auto, mbim or qmi: what to speak; default auto"},
#ifndef WDM_SMALL
    {"proxy", 'p', NULL, "through ModemManager's mbim-proxy or qmi-proxy, which shares the modem"},
    {"mbimex", 0, "VERSION", "1, 2 or 3: the version of MBIMEx to agree on; default 1"},
    {"no-open", 0, NULL, "the MBIM function is open already: send no OPEN"},
    {"no-close", 0, NULL, "leave the MBIM function open: send no CLOSE"},
    {"client-id", 0, "SERVICE=N", "use this client id of a QMI service, and do not release it"},
    {"keep-client-id", 0, NULL, "do not release the client ids that were allocated; print them"},
#endif
    {"timeout", 't', "SECONDS", "deadline of the whole command; default 10"},
#ifdef WDM_RESCUE
    {"verbose", 'v', NULL, "show each message on stderr"},
#else
    {"verbose", 'v', NULL, "show each message on stderr; -vv also its fields and bytes"},
#endif
    {"json", 'j', NULL, "one JSON object a line on stdout"},
#ifndef WDM_NO_CAPTURES
    {"write", 'w', "FILE", "record every message to FILE (pcapng)"},
#endif
    {"personal", 0, NULL, "show personal data in traces"},
#ifndef WDM_SMALL
    {"schema", 0, "FILE", "messages that are not built in; may be given several times"},
#endif
#ifndef WDM_SMALL
    {"root", 0, "DIR", "look for sys, proc and dev below this folder, not below /"},
#endif
    {"help", 'h', NULL, "explain the command"},
    {"version", 'V', NULL, "say which version this is"},
    {NULL, 0, NULL, NULL},
};

static const char *option_at(const void *list, size_t index)
{
    return ((const struct cli_option *)list)[index].name;
}

static const char *command_at(const void *list, size_t index)
{
    const struct cli_command *command = ((const struct cli_command *const *)list)[index];

    return command != NULL && !command->hidden ? command->name : NULL;
}

static bool set_device(struct cli *cli, const char *value)
{
    cli->device = value;
    return *value != '\0' || wdm_fail(&cli->error, WDM_USAGE, "--device: an empty name");
}

static bool set_mode(struct cli *cli, const char *value)
{
    static const char *const modes[] = {"auto", "mbim", "qmi"};
    size_t i;

    for (i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        if (strcmp(value, modes[i]) == 0) {
            cli->mode = (enum wdm_mode)i;
            return true;
        }
    }
    return wdm_fail(&cli->error, WDM_USAGE, "--mode: '%s' is none of auto, mbim, qmi", value);
}

/* What is behind the sixth place does not count. */
wdm_time cli_read_seconds(const char *value)
{
    wdm_time time = 0, place = WDM_SECOND;
    bool point = false, digits = false;

    for (; *value != '\0'; value++) {
        if (*value == '.' && !point) {
            point = true;
        } else if (wdm_digit(*value) > 9 || time > 86400 * WDM_SECOND) {
            return -1;
        } else {
            digits = true;
            if (point)
                place /= 10;
            time = point ? time + (wdm_time)wdm_digit(*value) * place
                         : time * 10 + (wdm_time)wdm_digit(*value) * WDM_SECOND;
        }
    }
    return digits && time <= 86400 * WDM_SECOND ? time : -1;
}

static bool set_timeout(struct cli *cli, const char *value)
{
    cli->timed = true;
    cli->timeout = cli_read_seconds(value);
    return cli->timeout >= WDM_SECOND / 100 ||
           wdm_fail(&cli->error, WDM_USAGE, "--timeout: '%s' is not 0.01 to 86400 seconds", value);
}

#ifndef WDM_SMALL
static bool set_mbimex(struct cli *cli, const char *value)
{
    if (*value < '1' || *value > '3' || (value[1] != '\0' && strcmp(value + 1, ".0") != 0))
        return wdm_fail(&cli->error, WDM_USAGE, "--mbimex: '%s' is none of 1, 2, 3", value);
    cli->mbimex = (uint8_t)(*value - '0');
    return true;
}

static bool set_write(struct cli *cli, const char *value)
{
    cli->write_path = value;
    return *value != '\0' || wdm_fail(&cli->error, WDM_USAGE, "--write: an empty name");
}

static bool add_schema(struct cli *cli, const char *value)
{
    if (cli->schema_count == CLI_SCHEMAS)
        return wdm_fail(&cli->error, WDM_USAGE, "--schema: more than %d", CLI_SCHEMAS);
    cli->schemas[cli->schema_count++] = value;
    return true;
}
#endif

/* Those that have no letter. */
static bool set_long(struct cli *cli, const char *name, const char *value)
{
#ifndef WDM_SMALL
    if (strcmp(name, "schema") == 0)
        return add_schema(cli, value);
    if (strcmp(name, "mbimex") == 0)
        return set_mbimex(cli, value);
    if (strcmp(name, "root") == 0) {
        cli->root = strcmp(value, "/") == 0 ? "" : value;
        return true;
    }
    if (cli_is_hold(name))
        return cli_set_hold(cli, name, value);
#else
    (void)name;
    (void)value;
#endif
    cli->personal = true;
    return true;
}

static bool set_global(struct cli *cli, char letter, const char *value)
{
    switch (letter) {
    case 'd':
        return set_device(cli, value);
    case 'm':
        return set_mode(cli, value);
    case 't':
        return set_timeout(cli, value);
    case 'v':
        cli->verbose++;
        return true;
#ifndef WDM_SMALL
    case 'p':
        cli->through_proxy = true;
        return true;
    case 'w':
        return set_write(cli, value);
#endif
    case 'j':
        cli->json = true;
        return true;
    case 'h':
        cli->help = true;
        return true;
    default:
        cli->version = true;
        return true;
    }
}

const struct cli_option *cli_option_find(const struct cli_option *options, const char *name,
                                         size_t length, char letter)
{
    for (; options != NULL && options->name != NULL; options++) {
        if (name == NULL
                ? options->letter == letter
                : strncmp(options->name, name, length) == 0 && options->name[length] == '\0')
            return options;
    }
    return NULL;
}

static bool set_option(struct cli *cli, const struct cli_option *option, bool own,
                       const char *value)
{
    if (!own)
        return option->letter != 0 ? set_global(cli, option->letter, value)
                                   : set_long(cli, option->name, value);
#ifndef WDM_SMALL
    if (cli->command->take != NULL && cli->command->take(cli, option->name, value))
        return cli->error.kind == WDM_NO_ERROR;
#endif
    cli->values[option - cli->command->options] = value;
    return true;
}

static bool unknown_option(struct cli *cli, const char *name, const struct cli_option *own)
{
    const char *nearest = cli_nearest(name, option_at, cli_global_options);

    if (own != NULL && cli_nearest(name, option_at, own) != NULL)
        nearest = cli_nearest(name, option_at, own);
    wdm_fail(&cli->error, WDM_USAGE, "no option --%s", name);
    if (nearest != NULL)
        return wdm_fail_hint(&cli->error, "did you mean --%s?", nearest);
    return wdm_fail_hint(&cli->error, "see 'wdmctl %s%s--help'",
                         cli->command != NULL ? cli->command->name : "",
                         cli->command != NULL ? " " : "");
}

/* A long option, "name" or "name=value"; `next` is the word after it. Returns how
 * many words it took; 0 on failure. */
static int long_option(struct cli *cli, const char *word, const char *next)
{
    const struct cli_option *own_options = cli->command != NULL ? cli->command->options : NULL;
    size_t length = wdm_length_before(word, '=');
    const char *value = word[length] == '=' ? word + length + 1 : NULL;
    const struct cli_option *option = cli_option_find(own_options, word, length, 0);
    bool own = option != NULL;

    if (!own)
        option = cli_option_find(cli_global_options, word, length, 0);
    if (option == NULL) {
        unknown_option(cli, word, own_options);
        return 0;
    }
    if (option->argument == NULL && value != NULL) {
        wdm_fail(&cli->error, WDM_USAGE, "--%s takes no value", option->name);
        return 0;
    }
    if (option->argument == NULL)
        return set_option(cli, option, own, "") ? 1 : 0;
    if (value != NULL)
        return set_option(cli, option, own, value) ? 1 : 0;
    if (next == NULL) {
        wdm_fail(&cli->error, WDM_USAGE, "--%s wants %s", option->name, option->argument);
        return 0;
    }
    return set_option(cli, option, own, next) ? 2 : 0;
}

/* Letters in one word: "-vvj", "-t2", "-t 2". Returns as long_option. */
static int letters(struct cli *cli, const char *word, const char *next)
{
    for (; *word != '\0'; word++) {
        const struct cli_option *option = cli_option_find(cli_global_options, NULL, 0, *word);

        if (option == NULL) {
            wdm_fail(&cli->error, WDM_USAGE, "no option -%c", *word);
            wdm_fail_hint(&cli->error, "see 'wdmctl --help'");
            return 0;
        }
        if (option->argument == NULL) {
            if (!set_global(cli, *word, ""))
                return 0;
            continue;
        }
        if (word[1] != '\0')
            return set_global(cli, *word, word + 1) ? 1 : 0;
        if (next == NULL) {
            wdm_fail(&cli->error, WDM_USAGE, "-%c wants %s", *word, option->argument);
            return 0;
        }
        return set_global(cli, *word, next) ? 2 : 0;
    }
    return 1;
}

static bool take_argument(struct cli *cli, const char *word)
{
    size_t i;

    if (cli->command != NULL) {
        if (cli->argument_count == CLI_ARGUMENTS)
            return wdm_fail(&cli->error, WDM_USAGE, "more than %d arguments", CLI_ARGUMENTS);
        cli->arguments[cli->argument_count++] = word;
        return true;
    }
    for (i = 0; cli_commands[i] != NULL; i++) {
        if (strcmp(cli_commands[i]->name, word) == 0) {
            cli->command = cli_commands[i];
            return true;
        }
    }
#ifdef WDM_RESCUE
    if (cli_is_left_out(cli, word))
        return false;
#endif
    wdm_fail(&cli->error, WDM_USAGE, "no command '%s'", word);
    if (cli_nearest(word, command_at, cli_commands) == NULL)
        return wdm_fail_hint(&cli->error, "see 'wdmctl --help'");
    return cli_did_you_mean(cli, cli_nearest(word, command_at, cli_commands));
}

bool cli_parse(struct cli *cli, int argc, char *const *argv)
{
    bool options = true;
    int i = 1;

    while (i < argc) {
        const char *word = argv[i];
        const char *next = i + 1 < argc ? argv[i + 1] : NULL;
        int taken = 1;

        if (cli->command != NULL && cli->command->hidden)
            options = false;
        if (options && strcmp(word, "--") == 0)
            options = false;
        else if (options && strncmp(word, "--", 2) == 0)
            taken = long_option(cli, word + 2, next);
        else if (options && word[0] == '-' && word[1] != '\0')
            taken = letters(cli, word + 1, next);
        else if (!take_argument(cli, word))
            taken = 0;
        if (taken == 0)
            return false;
        i += taken;
    }
    return true;
}

const char *cli_value(const struct cli *cli, const char *option)
{
    const struct cli_option *found =
        cli_option_find(cli->command->options, option, strlen(option), 0);

    return found != NULL ? cli->values[found - cli->command->options] : NULL;
}

bool cli_want_arguments(struct cli *cli, size_t least, size_t most)
{
    if (cli->argument_count < least)
        wdm_fail(&cli->error, WDM_USAGE, "%s: something is missing", cli->command->name);
    else if (cli->argument_count > most)
        wdm_fail(&cli->error, WDM_USAGE, "%s: '%s' is too much", cli->command->name,
                 cli->arguments[most]);
    else
        return true;
    return wdm_fail_hint(&cli->error, "usage: wdmctl %s%s%s", cli->command->name,
                         *cli->command->arguments != '\0' ? " " : "", cli->command->arguments);
}
