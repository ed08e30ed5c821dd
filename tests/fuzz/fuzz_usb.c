/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The descriptors of a USB device, as sysfs has them. The input is the bytes. */
#include <string.h>

#include "fuzz.h"
#include "wdm/usb.h"

static void check_configuration(const struct wdm_usb *usb,
                                const struct wdm_usb_configuration *configuration)
{
    fuzz_check(configuration->interface_count <= WDM_USB_INTERFACES);
    fuzz_check(wdm_usb_configuration(usb, configuration->value) != NULL);
    for (size_t i = 0; i < configuration->interface_count; i++) {
        const struct wdm_usb_interface *interface = &configuration->interfaces[i];
        fuzz_check(memchr(interface->driver, '\0', sizeof(interface->driver)) != NULL);
        if (wdm_usb_is_control(interface))
            fuzz_check(interface->guess != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct wdm_usb usb;
    struct wdm_span exact = {bytes, length};
    char text[96];
    exact = fuzz_exact(exact);
    memset(&usb, 0xee, sizeof(usb));
    if (!wdm_usb_parse(&usb, exact.bytes, exact.length))
        return 0;
    fuzz_check(usb.configuration_count <= WDM_USB_CONFIGURATIONS);
    for (size_t i = 0; i < usb.configuration_count; i++)
        check_configuration(&usb, &usb.configurations[i]);
    fuzz_check(wdm_usb_composition_text(exact.bytes[length - 1], text, sizeof(text)) <
               sizeof(text));
    return 0;
}
