/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The one modem, and the one port of it, that a name means. Touches nothing but what
 * was found. */
#include <string.h>

#include "find_place.h"
#include "wdm/format.h"

/* How well a port serves as the one to talk to; 0: it is no control port. */
static unsigned rank(const struct wdm_found_port *port)
{
    unsigned protocol = 1;

    if (port->kind > WDM_PORT_WWAN)
        return 0;
    if (strcmp(port->protocol, "mbim") == 0)
        protocol = 3;
    else if (strcmp(port->protocol, "qmi") == 0)
        protocol = 2;
    else if (port->kind == WDM_PORT_WWAN)
        return 0; /* it says itself that it speaks something else */
    return 2 * protocol + (port->kind == WDM_PORT_WDM ? 1 : 0);
}

static const struct wdm_found_port *control_port(const struct wdm_found_modem *modem)
{
    const struct wdm_found_port *best = NULL;
    size_t i;

    for (i = 0; i < modem->port_count; i++) {
        if (rank(&modem->ports[i]) > (best != NULL ? rank(best) : 0))
            best = &modem->ports[i];
    }
    return best;
}

static const struct wdm_found_port *port_named(const struct wdm_found_modem *modem,
                                               const char *name)
{
    const struct wdm_found_port *network = NULL;
    size_t i;

    for (i = 0; i < modem->port_count; i++) {
        if (strcmp(modem->ports[i].name, name) != 0)
            continue;
        if (modem->ports[i].kind != WDM_PORT_NETWORK)
            return &modem->ports[i];
        network = &modem->ports[i];
    }
    return network;
}

const struct wdm_found_modem *wdm_find_owner(const struct wdm_found *found, const char *name)
{
    size_t i;

    for (i = 0; i < found->modem_count; i++) {
        const struct wdm_found_port *port = port_named(&found->modems[i], name);

        if (port != NULL && port->kind != WDM_PORT_NETWORK)
            return &found->modems[i];
    }
    return NULL;
}

bool wdm_find_is_address(const char *name)
{
    return wdm_place_is_usb(name) || wdm_place_is_pci(name) ||
           (wdm_digit(*name) < 16 && strchr(name, ':') != NULL && strchr(name, '/') == NULL);
}

/* "1199:901f", in either case, with or without leading zeros. */
static bool ids_match(const struct wdm_found_modem *modem, const char *name)
{
    unsigned ids[2] = {0, 0};
    size_t i, count;

    for (i = 0; i < 2; i++) {
        for (count = 0; count < 4 && wdm_digit(*name) < 16; count++)
            ids[i] = ids[i] << 4 | wdm_digit(*name++);
        if (count == 0 || *name != (i == 0 ? ':' : '\0'))
            return false;
        name++;
    }
    return ids[0] != 0 && ids[0] == modem->vendor && ids[1] == modem->product;
}

static bool matches(const struct wdm_found_modem *modem, const char *name, bool control)
{
    if (name == NULL)
        return !control || control_port(modem) != NULL;
    return strcmp(modem->address, name) == 0 || ids_match(modem, name) ||
           port_named(modem, name) != NULL;
}

/* ---- Errors */

/* Adds a piece to a text, which ends in "..." where it does not fit. */
static void append(char *text, size_t capacity, const char *piece)
{
    size_t length = strlen(text);

    if (length + strlen(piece) < capacity)
        memcpy(text + length, piece, strlen(piece) + 1);
    else if (capacity >= 4)
        memcpy(text + (length < capacity - 4 ? length : capacity - 4), "...", 4);
}

static void append_modem(char *text, size_t capacity, const struct wdm_found_modem *modem)
{
    const struct wdm_found_port *port = control_port(modem);
    char piece[96];

    wdm_format(piece, sizeof piece, "%s%s (%04x:%04x%s%s)", *text != '\0' ? ", " : "",
               modem->address, modem->vendor, modem->product, port != NULL ? ", " : "",
               port != NULL ? port->name : "");
    append(text, capacity, piece);
}

static bool fail_several(const struct wdm_found *found, const char *name, bool control,
                         struct wdm_error *error)
{
    const char *example = NULL;
    char list[180] = "";
    size_t i;

    for (i = 0; i < found->modem_count; i++) {
        if (!matches(&found->modems[i], name, control))
            continue;
        if (example == NULL)
            example = found->modems[i].address;
        append_modem(list, sizeof list, &found->modems[i]);
    }
    wdm_fail(error, WDM_NO_PORT, "there are several modems: %s", list);
    return wdm_fail_hint(error, "say which, such as '-d %s'", example != NULL ? example : "1-1");
}

static bool fail_none(const struct wdm_found *found, const char *name, bool control,
                      struct wdm_error *error)
{
    char list[180] = "";
    size_t i;

    for (i = 0; i < found->modem_count; i++)
        append_modem(list, sizeof list, &found->modems[i]);
    wdm_fail(error, WDM_NO_PORT, "there is no modem%s%s", name != NULL ? " " : "",
             name != NULL ? name : "");
    if (list[0] != '\0')
        return wdm_fail_hint(error, "there is %s", list);
    return wdm_fail_hint(error, control ? "plug the modem in, or try '-d sim:em7355'"
                                        : "plug the modem in");
}

static bool fail_no_control(const struct wdm_found_modem *modem, struct wdm_error *error)
{
    char list[120] = "";
    size_t i;

    for (i = 0; i < modem->port_count; i++) {
        append(list, sizeof list, list[0] != '\0' ? ", " : "");
        append(list, sizeof list, modem->ports[i].name);
    }
    wdm_fail(error, WDM_NO_PORT, "the modem %s (%04x:%04x) has no control port, but %s",
             modem->address, modem->vendor, modem->product, list[0] != '\0' ? list : "no port");
    return wdm_fail_hint(error, "is its driver loaded? may another USB configuration have one?");
}

/* ---- Choosing */

bool wdm_find_choose(const struct wdm_found *found, const char *name, bool control,
                     struct wdm_choice *choice, struct wdm_error *error)
{
    size_t i, count = 0;

    *choice = (struct wdm_choice){NULL, NULL};
    for (i = 0; i < found->modem_count; i++) {
        if (matches(&found->modems[i], name, control) && count++ == 0)
            choice->modem = &found->modems[i];
    }
    if (count == 0 && name == NULL && found->modem_count > 0)
        return fail_no_control(&found->modems[0], error);
    if (count == 0)
        return fail_none(found, name, control, error);
    if (count > 1)
        return fail_several(found, name, control, error);
    choice->port = name != NULL ? port_named(choice->modem, name) : NULL;
    if (choice->port == NULL || choice->port->kind == WDM_PORT_NETWORK)
        choice->port = control_port(choice->modem);
    return choice->port != NULL || !control || fail_no_control(choice->modem, error);
}
