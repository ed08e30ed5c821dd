/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where in the machine a device is: USB paths, PCI addresses, and the paths of sysfs
 * that have them in it. Touches nothing. */
#include "find_place.h"

#include <string.h>

#include "wdm/format.h"

/* The digits at `text`: what is behind them; NULL where there is none. */
static const char *digits(const char *text, unsigned base)
{
    const char *end = text;

    while (wdm_digit(*end) < base)
        end++;
    return end > text ? end : NULL;
}

/* The value of a few digits. */
static int number_at(const char *text)
{
    int number = 0;

    for (; wdm_digit(*text) < 10; text++)
        number = number * 10 + (int)wdm_digit(*text);
    return number;
}

/* "1-10", "2-4.1.3": what is behind it; NULL where it is none. */
static const char *usb_path(const char *text)
{
    const char *end = digits(text, 10);

    if (end == NULL || *end != '-')
        return NULL;
    do
        end = digits(end + 1, 10);
    while (end != NULL && *end == '.');
    return end;
}

bool wdm_place_is_usb(const char *name)
{
    const char *end = usb_path(name);

    return end != NULL && *end == '\0';
}

/* "0000:08:00.0": domain, bus, device, function. */
bool wdm_place_is_pci(const char *name)
{
    static const char ends[] = "::.";
    size_t i;

    for (i = 0; i < 3; i++) {
        name = digits(name, 16);
        if (name == NULL || *name != ends[i])
            return false;
        name++;
    }
    return wdm_digit(name[0]) < 8 && name[1] == '\0';
}

bool wdm_place_of_interface(struct wdm_place *place, const char *name)
{
    const char *colon = usb_path(name);
    const char *number = colon != NULL && *colon == ':' ? digits(colon + 1, 10) : NULL;
    const char *end = number != NULL && *number == '.' ? digits(number + 1, 10) : NULL;
    size_t length = strlen(name);

    if (end == NULL || *end != '\0' || length >= sizeof place->usb_interface || end - number > 4 ||
        number - colon > 4)
        return false;
    *place = (struct wdm_place){.bus = WDM_BUS_USB};
    memcpy(place->usb_interface, name, length + 1);
    memcpy(place->address, name, (size_t)(colon - name));
    place->configuration = number_at(colon + 1);
    place->interface = number_at(number + 1);
    return true;
}

bool wdm_place_read(struct wdm_place *place, const char *path)
{
    char part[sizeof place->address], before[sizeof part] = "";
    struct wdm_place interface;
    size_t length;

    *place = (struct wdm_place){.configuration = -1, .interface = -1};
    for (; *path != '\0'; path += length + (path[length] == '/')) {
        length = strcspn(path, "/");
        wdm_format(part, sizeof part, "%.*s",
                   (int)(length < sizeof part ? length : sizeof part - 1), path);
        if (length < sizeof part && wdm_place_of_interface(&interface, part)) {
            *place = interface;
        } else if (length < sizeof part && place->bus != WDM_BUS_USB && wdm_place_is_pci(part)) {
            place->bus = WDM_BUS_PCI;
            memcpy(place->address, part, sizeof part);
        } else if (length < sizeof part && place->address[0] == '\0' &&
                   strcmp(before, "wwan") == 0) {
            memcpy(place->address, part, sizeof part);
        }
        memcpy(before, part, sizeof part);
    }
    return place->address[0] != '\0';
}

int wdm_place_compare(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        unsigned long left = 0, right = 0;

        if (wdm_digit(*a) > 9 || wdm_digit(*b) > 9) {
            if (*a != *b)
                return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
            a++;
            b++;
            continue;
        }
        while (wdm_digit(*a) < 10)
            left = left * 10 + wdm_digit(*a++);
        while (wdm_digit(*b) < 10)
            right = right * 10 + wdm_digit(*b++);
        if (left != right)
            return left < right ? -1 : 1;
    }
    return (*a != '\0') - (*b != '\0');
}

bool wdm_sys_path(char path[WDM_TREE_PATH], const char *root, const char *folder, const char *name,
                  const char *attribute)
{
    return wdm_format(path, WDM_TREE_PATH, "%s/sys/%s/%s%s%s", root, folder, name,
                      *attribute != '\0' ? "/" : "", attribute) < WDM_TREE_PATH - 1;
}
