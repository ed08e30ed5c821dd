/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modem's AT port: who it is, and Sierra's USB composition. Uses what the
 * personality says in QMI. */
#include <string.h>

#include "sim_usb.h"
#include "wdm/format.h"

void wdm_usb_at_reset(struct wdm_sim_usb *usb)
{
    usb->echo = true;
    usb->unlocked_commands = false;
    usb->line_length = 0;
    usb->text_length = 0;
}

/* What nobody reads is lost. */
static void say_bytes(struct wdm_sim_usb *usb, const char *text, size_t length)
{
    if (length > sizeof(usb->text) - usb->text_length)
        return;
    memcpy(usb->text + usb->text_length, text, length);
    usb->text_length += length;
}

static void say(struct wdm_sim_usb *usb, const char *text)
{
    say_bytes(usb, text, strlen(text));
}

/* The line "field=..." of a DMS answer of the personality. */
static void say_field(struct wdm_sim_usb *usb, const char *message, const char *field)
{
    const struct wdm_sim_answer *row = wdm_sim_find_answer(usb->sim, "dms", message);
    char plain[WDM_SIM_FIELDS];
    const char *line = row && row->fields ? wdm_sim_plain(row->fields, plain) : "";
    size_t name = strlen(field);
    while (*line) {
        size_t length = strcspn(line, "\n");
        if (length > name && strncmp(line, field, name) == 0 && line[name] == '=')
            say_bytes(usb, line + name + 1, length - name - 1);
        line += length + (line[length] == '\n');
    }
}

static bool identify(struct wdm_sim_usb *usb, const char *argument)
{
    (void)argument;
    say(usb, "\r\nManufacturer: ");
    say_field(usb, "get-manufacturer", "manufacturer");
    say(usb, "\r\nModel: ");
    say_field(usb, "get-model", "model");
    say(usb, "\r\nRevision: ");
    say_field(usb, "get-revision", "revision");
    say(usb, "\r\nIMEI: ");
    say_field(usb, "get-ids", "imei");
    say(usb, "\r\n");
    return true;
}

static bool say_line(struct wdm_sim_usb *usb, const char *message, const char *field)
{
    say(usb, "\r\n");
    say_field(usb, message, field);
    say(usb, "\r\n");
    return true;
}

static bool manufacturer(struct wdm_sim_usb *usb, const char *argument)
{
    (void)argument;
    return say_line(usb, "get-manufacturer", "manufacturer");
}

static bool model(struct wdm_sim_usb *usb, const char *argument)
{
    (void)argument;
    return say_line(usb, "get-model", "model");
}

static bool revision(struct wdm_sim_usb *usb, const char *argument)
{
    (void)argument;
    return say_line(usb, "get-revision", "revision");
}

static bool imei(struct wdm_sim_usb *usb, const char *argument)
{
    (void)argument;
    return say_line(usb, "get-ids", "imei");
}

static bool nothing(struct wdm_sim_usb *usb, const char *argument)
{
    (void)usb;
    (void)argument;
    return true;
}

static bool echo(struct wdm_sim_usb *usb, const char *argument)
{
    usb->echo = argument[0] == '1';
    return (argument[0] == '0' || argument[0] == '1') && argument[1] == '\0';
}

static bool enter_commands(struct wdm_sim_usb *usb, const char *argument)
{
    usb->unlocked_commands = strcmp(argument, "\"A710\"") == 0;
    return usb->unlocked_commands;
}

static bool ask_composition(struct wdm_sim_usb *usb, const char *argument)
{
    char text[48];
    (void)argument;
    wdm_format(text, sizeof(text), "\r\n!UDUSBCOMP: %u\r\n", (unsigned)usb->sim->usb_composition);
    say(usb, text);
    return true;
}

static bool set_composition(struct wdm_sim_usb *usb, const char *argument)
{
    struct wdm_span known = usb->sim->personality->usb_compositions;
    unsigned wanted = 0;
    for (; *argument; argument++) {
        if (wdm_digit(*argument) > 9 || wanted > UINT8_MAX)
            return false;
        wanted = wanted * 10 + wdm_digit(*argument);
    }
    for (size_t i = 0; usb->unlocked_commands && i < known.length; i++) {
        if (known.bytes[i] == wanted) {
            usb->sim->usb_composition = known.bytes[i];
            return true;
        }
    }
    return false;
}

/* The modem starts anew once its OK is out. */
static bool restart(struct wdm_sim_usb *usb, const char *argument)
{
    (void)argument;
    usb->sim->restart = true;
    return true;
}

/* A name that ends with '=' or is followed by no argument. */
static const struct {
    const char *name;
    bool more; /* something follows */
    bool (*run)(struct wdm_sim_usb *usb, const char *argument);
} commands[] = {
    {"", false, nothing},
    {"Z", false, nothing},
    {"&F", false, nothing},
    {"E", true, echo},
    {"I", false, identify},
    {"+CGMI", false, manufacturer},
    {"+GMI", false, manufacturer},
    {"+CGMM", false, model},
    {"+GMM", false, model},
    {"+CGMR", false, revision},
    {"+GMR", false, revision},
    {"+CGSN", false, imei},
    {"+GSN", false, imei},
    {"!ENTERCND=", true, enter_commands},
    {"!UDUSBCOMP?", false, ask_composition},
    {"!UDUSBCOMP=", true, set_composition},
    {"!RESET", false, restart},
};

/* Compares without case; the length of `name` where `text` begins with it, or is it. */
static bool matches(const char *text, const char *name, bool more)
{
    for (; *name; name++, text++) {
        char character = *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text;
        if (character != *name)
            return false;
    }
    return more || *text == '\0';
}

static void handle_line(struct wdm_sim_usb *usb, wdm_time now)
{
    const char *line = usb->line;
    bool done = false;
    /* A full line is one that lost its end. */
    if (usb->line_length < sizeof(usb->line) - 1 && matches(line, "AT", true)) {
        line += 2;
        for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
            if (matches(line, commands[i].name, commands[i].more)) {
                done = commands[i].run(usb, line + strlen(commands[i].name));
                break;
            }
        }
    }
    say(usb, done ? "\r\nOK\r\n" : "\r\nERROR\r\n");
    if (usb->sim->restart)
        wdm_sim_aftermath(usb->sim, now);
}

void wdm_usb_at_input(struct wdm_sim_usb *usb, struct wdm_span data, wdm_time now)
{
    for (size_t i = 0; i < data.length; i++) {
        char character = (char)(data.bytes[i] & 0x7fU);
        if (usb->echo && character != '\n')
            say_bytes(usb, &character, 1);
        if (character == '\r') {
            usb->line[usb->line_length] = '\0';
            if (usb->line_length > 0)
                handle_line(usb, now);
            usb->line_length = 0;
        } else if (character != '\n' && character != '\0' &&
                   usb->line_length < sizeof(usb->line) - 1) {
            usb->line[usb->line_length++] = character;
        }
    }
}
