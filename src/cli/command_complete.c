/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl complete WORD...: what the last word, as far as it is typed, may become. For
 * the shells' completion scripts; a line a candidate, "CANDIDATE<TAB>description". */
#include <string.h>

#include "complete.h"
#include "wdm/format.h"
#include "wdm/unpack.h"

/* ---- Candidates */

void cli_complete_from(struct completion *completion, const char *tail)
{
    completion->head.length += (size_t)(tail - completion->tail);
    completion->tail = tail;
}

void cli_complete_offer(struct completion *completion, struct wdm_name name, const char *ending,
                        const char *description)
{
    struct wdm_output *out = &completion->cli->out.output;
    const char *tail = completion->tail;
    size_t wanted = strlen(tail);
    size_t length = wanted < name.length ? wanted : name.length;

    if (memcmp(tail, name.text, length) != 0 ||
        strncmp(tail + length, ending, wanted - length) != 0)
        return;
    out->write(out, completion->head.text, completion->head.length);
    out->write(out, name.text, name.length);
    wdm_put(out, ending);
    wdm_put(out, "\t");
    wdm_put(out, description);
    wdm_put(out, "\n");
}

void cli_complete_text(struct completion *completion, const char *name, const char *description)
{
    cli_complete_offer(completion, (struct wdm_name){name, strlen(name)}, "", description);
}

void cli_complete_files(struct completion *completion)
{
    completion->tail = "";
    cli_complete_text(completion, "", "(file)");
}

/* ---- Values of options, and words of commands that have but a few */

/* "PERSONALITY", or a fault behind the last comma. */
static void complete_sim(struct completion *completion)
{
    const char *comma = strrchr(completion->tail, ',');
    char plain[128];
    const char *name;
    size_t i;

    if (comma != NULL)
        cli_complete_from(completion, comma + 1);
    for (i = 0; comma == NULL && (name = wdm_sim_personality_name(i)) != NULL; i++)
        cli_complete_text(completion, name,
                          wdm_message_plain(wdm_sim_personality_summary(i), plain, sizeof plain));
    for (i = 0; comma != NULL && (name = wdm_sim_fault_name(i)) != NULL; i++) {
        size_t length = strcspn(name, "=");

        cli_complete_offer(completion, (struct wdm_name){name, length},
                           name[length] == '=' ? "=" : "",
                           wdm_message_plain(wdm_sim_fault_summary(i), plain, sizeof plain));
    }
}

/* The modems of this machine, by their places and ports. Returns whether there are
 * any. */
static bool complete_modems(struct completion *completion)
{
    struct wdm_found *found = &completion->cli->found;
    size_t i, k;

    if (!wdm_find(found, completion->cli->root))
        return false;
    for (i = 0; i < found->modem_count; i++) {
        const struct wdm_found_modem *modem = &found->modems[i];
        char description[48];

        wdm_format(description, sizeof description, "%s %04x:%04x",
                   modem->module != NULL ? modem->module->name : "modem", modem->vendor,
                   modem->product);
        cli_complete_text(completion, modem->address, description);
        for (k = 0; k < modem->port_count; k++) {
            if (modem->ports[k].kind != WDM_PORT_NETWORK)
                cli_complete_text(completion, modem->ports[k].name,
                                  modem->ports[k].protocol[0] != '\0' ? modem->ports[k].protocol
                                                                      : "port");
        }
    }
    return found->modem_count > 0;
}

static void complete_device(struct completion *completion)
{
    const char *tail = completion->tail;
    char path[32];
    bool is_there, known;
    unsigned i;

    if (strncmp(tail, "sim:", 4) == 0) {
        cli_complete_from(completion, tail + 4);
        complete_sim(completion);
        return;
    }
    if (strncmp(tail, "unix:", 5) == 0) {
        cli_complete_from(completion, tail + 5);
        cli_complete_files(completion);
        return;
    }
    known = complete_modems(completion);
    for (i = 0; cli_port_at(i, path, sizeof path, &is_there); i++) {
        if (is_there && (!known || *tail == '/'))
            cli_complete_text(completion, path, "control port");
    }
    cli_complete_text(completion, "sim:", "a simulated modem");
    cli_complete_text(completion, "unix:", "a stream socket");
}

static void complete_method(struct completion *completion)
{
    int method;

    for (method = WDM_UNLOCK_AUTO; method <= WDM_UNLOCK_SIERRA; method++)
        cli_complete_text(completion, wdm_unlock_method_name((enum wdm_unlock_method)method), "");
}

/* "SERVICE=" of --client-id. */
static void complete_client_id(struct completion *completion)
{
    const struct wdm_qmi_service *service;
    size_t i;

    for (i = 0; (service = wdm_catalogue_qmi_service_at(&completion->cli->catalogue, i)) != NULL;
         i++) {
        if (service->id != WDM_QMI_SERVICE_CTL && service->id <= UINT8_MAX)
            cli_complete_offer(completion, (struct wdm_name){service->name, strlen(service->name)},
                               "=", "");
    }
}

static void complete_value(struct completion *completion, const char *option)
{
    static const struct {
        const char *option, *value, *description;
    } values[] = {
        {"mode", "auto", "as the driver says, else by asking"},
        {"mode", "mbim", "QMI is then carried inside MBIM"},
        {"mode", "qmi", "raw QMI"},
        {"mbimex", "1", "MBIM 1.0, without an exchange"},
        {"mbimex", "2", "MBIMEx 2.0"},
        {"mbimex", "3", "MBIMEx 3.0"},
        {"format", "pcap", "a capture of USB"},
        {"format", "pcapng", "a capture of USB"},
        {"format", "text", "a log, or bytes in hex"},
        {"format", "raw", "the messages themselves"},
        {"format", "usbmon", "usbmon's text"},
        {"time", "relative", "since the first message"},
        {"time", "absolute", "date and time, in UTC"},
        {"time", "delta", "since the message before"},
        {"only", "service=", "a service's name or number"},
        {"only", "message=", "a message's name or number"},
        {"only", "kind=", "request, response, indication, query, set or error"},
        {"only", "protocol=", "qmi or mbim"},
        {"only", "direction=", "out or in"},
        {"only", "status=", "success, error, unanswered, or an error"},
        {"only", "device=", "bus and address: 1-5"},
        {"only", "time=", "seconds: 2.5..4"},
        {"only", "number=", "packets or lines: 5..10"},
    };
    static const char *const files[] = {"schema", "listen", "root", "svg", "write", "split"};
    size_t i;

    if (strcmp(option, "not") == 0)
        option = "only";
    for (i = 0; i < sizeof values / sizeof values[0]; i++) {
        if (strcmp(values[i].option, option) == 0)
            cli_complete_text(completion, values[i].value, values[i].description);
    }
    if (strcmp(option, "device") == 0)
        complete_device(completion);
    else if (strcmp(option, "method") == 0)
        complete_method(completion);
    else if (strcmp(option, "client-id") == 0)
        complete_client_id(completion);
    for (i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (strcmp(option, files[i]) == 0)
            cli_complete_files(completion);
    }
}

static void complete_options(struct completion *completion, const struct cli_option *options)
{
    for (; options != NULL && options->name != NULL; options++) {
        char name[32], plain[128];

        wdm_format(name, sizeof name, "--%s", options->name);
        cli_complete_text(completion, name, wdm_message_plain(options->help, plain, sizeof plain));
    }
}

static void complete_command(struct completion *completion)
{
    char plain[128];
    size_t i;

    for (i = 0; cli_commands[i] != NULL && !cli_commands[i]->hidden; i++)
        cli_complete_text(completion, cli_commands[i]->name,
                          wdm_message_plain(cli_commands[i]->summary, plain, sizeof plain));
}

static void complete_word(struct completion *completion)
{
    if (completion->lost) {
        return;
    } else if (completion->command == NULL) {
        complete_command(completion);
    } else if (completion->command == &cli_command_qmi) {
        cli_complete_qmi(completion);
    } else if (completion->command == &cli_command_mbim) {
        cli_complete_mbim(completion);
    } else if (completion->command == &cli_command_sim && completion->count == 0) {
        complete_sim(completion);
#ifndef WDM_NO_CAPTURES
    } else if (completion->command == &cli_command_decode) {
        cli_complete_files(completion);
#endif
    } else if (completion->command == &cli_command_radio && completion->count == 0) {
        cli_complete_text(completion, "on", "");
        cli_complete_text(completion, "off", "");
    } else if (completion->command == &cli_command_usb && completion->count == 0) {
        cli_complete_text(completion, "config", "select a configuration");
        cli_complete_text(completion, "reset", "detach and attach again");
        cli_complete_text(completion, "composition", "Sierra: which functions there are");
    }
}

/* ---- The words */

static const struct cli_option *option_named(const struct completion *completion, const char *name,
                                             size_t length)
{
    const struct cli_option *own =
        completion->command != NULL ? cli_option_find(completion->command->options, name, length, 0)
                                    : NULL;

    return own != NULL ? own : cli_option_find(cli_global_options, name, length, 0);
}

/* What completion itself goes by. */
static void take_value(struct cli *cli, const struct cli_option *option, const char *value)
{
    if (strcmp(option->name, "mbimex") == 0 && *value >= '1' && *value <= '3')
        cli->mbimex = (uint8_t)(*value - '0');
    if (strcmp(option->name, "root") == 0)
        cli->root = value;
    if (strcmp(option->name, "schema") == 0 && cli->schema_count < CLI_SCHEMAS)
        cli->schemas[cli->schema_count++] = value;
}

/* An option, and the value in the same word. Returns the option whose value is the
 * next word; NULL: none. */
static const struct cli_option *take_option(struct completion *completion, const char *word)
{
    const struct cli_option *option = NULL;
    size_t length = strcspn(word, "=");

    if (word[1] == '-') {
        option = option_named(completion, word + 2, length < 2 ? 0 : length - 2);
        if (option == NULL || option->argument == NULL)
            return NULL;
        if (word[length] == '\0')
            return option;
        take_value(completion->cli, option, word + length + 1);
        return NULL;
    }
    for (word++; *word != '\0'; word++) {
        option = cli_option_find(cli_global_options, NULL, 0, *word);
        if (option != NULL && option->argument != NULL)
            return word[1] == '\0' ? option : NULL;
    }
    return NULL;
}

static void take_word(struct completion *completion, const char *word)
{
    size_t i;

    if (completion->command != NULL) {
        completion->words[completion->count++] = word;
        return;
    }
    for (i = 0; cli_commands[i] != NULL; i++) {
        if (strcmp(cli_commands[i]->name, word) == 0)
            completion->command = cli_commands[i];
    }
    completion->lost = completion->command == NULL;
}

/* The last word. */
static void complete(struct completion *completion, const struct cli_option *awaited, bool options)
{
    const char *word = completion->tail;
    size_t length = strcspn(word, "=");
    const struct cli_option *option;

    if (awaited != NULL) {
        complete_value(completion, awaited->name);
    } else if (!options || word[0] != '-') {
        complete_word(completion);
    } else if (word[1] == '-' && word[length] == '=') {
        option = option_named(completion, word + 2, length - 2);
        cli_complete_from(completion, word + length + 1);
        if (option != NULL && option->argument != NULL)
            complete_value(completion, option->name);
    } else {
        complete_options(completion,
                         completion->command != NULL ? completion->command->options : NULL);
        complete_options(completion, cli_global_options);
    }
}

static bool run(struct cli *cli)
{
    struct completion completion = {.cli = cli};
    const struct cli_option *awaited = NULL;
    size_t schemas = cli->schema_count;
    bool options = true;
    size_t i;

    for (i = 0; i + 1 < cli->argument_count; i++) {
        const char *word = cli->arguments[i];

        if (awaited != NULL) {
            take_value(cli, awaited, word);
            awaited = NULL;
        } else if (options && strcmp(word, "--") == 0) {
            options = false;
        } else if (options && word[0] == '-' && word[1] != '\0') {
            awaited = take_option(&completion, word);
        } else {
            take_word(&completion, word);
        }
    }
    if (cli->schema_count > schemas && !cli_load_schemas(cli))
        return false;
    completion.tail = cli->argument_count > 0 ? cli->arguments[i] : "";
    completion.head = (struct wdm_name){completion.tail, 0};
    complete(&completion, awaited, options);
    return true;
}

const struct cli_command cli_command_complete = {
    .name = "complete",
    .arguments = "WORD...",
    .summary = "What the last word may become",
    .run = run,
    .hidden = true,
};
