/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the beginnings of messages look like. */
#include "support.h"

#include "wdm/framing.h"

/* What beginnings look like, and how long the messages are. */
static void looks(void **state)
{
    (void)state;
    enum { MODEM = 1, HOST = 0 };
    static const struct {
        enum wdm_protocol protocol;
        bool from_modem;
        const char *hex;
        enum wdm_look look;
        size_t whole;
    } cases[] = {
        {WDM_PROTOCOL_MBIM, MODEM, "01", WDM_LOOK_MAYBE, 0},
        {WDM_PROTOCOL_MBIM, MODEM, "05", WDM_LOOK_NOT, 0},
        {WDM_PROTOCOL_MBIM, HOST, "07", WDM_LOOK_NOT, 0},
        {WDM_PROTOCOL_MBIM, MODEM, "07 00", WDM_LOOK_MAYBE, 0},
        {WDM_PROTOCOL_MBIM, MODEM, "07 00 01", WDM_LOOK_NOT, 0},
        {WDM_PROTOCOL_MBIM, MODEM, "03 00 00 80", WDM_LOOK_MAYBE, 0},
        {WDM_PROTOCOL_MBIM, MODEM, "03 00 00 00", WDM_LOOK_NOT, 0},
        {WDM_PROTOCOL_MBIM, MODEM, "01 00 00 80 0c 00 00 00", WDM_LOOK_LIKELY, 12},
        {WDM_PROTOCOL_MBIM, MODEM, "01 00 00 80 10 00 00 00", WDM_LOOK_PLAIN, 16},
        {WDM_PROTOCOL_MBIM, MODEM, "03 00 00 80 14 00 00 00", WDM_LOOK_LIKELY, 20},
        {WDM_PROTOCOL_MBIM, MODEM, "03 00 00 80 15 00 00 00", WDM_LOOK_PLAIN, 21},
        /* fragment numbers: second of two; third of two; none */
        {WDM_PROTOCOL_MBIM, MODEM, "03 00 00 80 15 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00",
         WDM_LOOK_PLAIN, 21},
        {WDM_PROTOCOL_MBIM, MODEM, "03 00 00 80 15 00 00 00 01 00 00 00 02 00 00 00 02 00 00 00",
         WDM_LOOK_LIKELY, 21},
        {WDM_PROTOCOL_MBIM, MODEM, "03 00 00 80 15 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00",
         WDM_LOOK_LIKELY, 21},
        /* a first fragment has more header */
        {WDM_PROTOCOL_MBIM, MODEM, "03 00 00 80 2f 00 00 00 01 00 00 00 01 00 00 00 00 00 00 00",
         WDM_LOOK_LIKELY, 47},
        {WDM_PROTOCOL_MBIM, MODEM, "07 00 00 80 2c 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00",
         WDM_LOOK_PLAIN, 44},
        /* buffer lengths: fits; a byte more in one fragment; in two; none more in two */
        {WDM_PROTOCOL_MBIM, MODEM,
         "07 00 00 80 2d 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 d1 a3 0b c2 f9 7a 6e 43 bf "
         "65 c7 e2 4f b0 f0 d3 01 00 00 00 01 00 00 00",
         WDM_LOOK_PLAIN, 45},
        {WDM_PROTOCOL_MBIM, MODEM,
         "07 00 00 80 2d 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 d1 a3 0b c2 f9 7a 6e 43 bf "
         "65 c7 e2 4f b0 f0 d3 01 00 00 00 02 00 00 00",
         WDM_LOOK_LIKELY, 45},
        {WDM_PROTOCOL_MBIM, MODEM,
         "07 00 00 80 2d 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 d1 a3 0b c2 f9 7a 6e 43 bf "
         "65 c7 e2 4f b0 f0 d3 01 00 00 00 02 00 00 00",
         WDM_LOOK_PLAIN, 45},
        {WDM_PROTOCOL_MBIM, MODEM,
         "07 00 00 80 2d 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 d1 a3 0b c2 f9 7a 6e 43 bf "
         "65 c7 e2 4f b0 f0 d3 01 00 00 00 01 00 00 00",
         WDM_LOOK_LIKELY, 45},
        /* a host's must be there whole, and make sense */
        {WDM_PROTOCOL_MBIM, HOST, "01 00 00 00 10 00 00 00 01 00 00 00 00 10 00", WDM_LOOK_LIKELY,
         16},
        {WDM_PROTOCOL_MBIM, HOST, "01 00 00 00 10 00 00 00 01 00 00 00 00 10 00 00", WDM_LOOK_PLAIN,
         16},
        {WDM_PROTOCOL_MBIM, HOST, "01 00 00 00 10 00 00 00 01 00 00 00 00 00 00 04",
         WDM_LOOK_LIKELY, 16},
        {WDM_PROTOCOL_MBIM, HOST, "02 00 00 00 0c 00 00 00 00 00 00 00", WDM_LOOK_LIKELY, 12},
        {WDM_PROTOCOL_MBIM, HOST, "02 00 00 00 0c 00 00 00 01 00 00 00", WDM_LOOK_PLAIN, 12},
        {WDM_PROTOCOL_QMI, MODEM, "01", WDM_LOOK_MAYBE, 0},
        {WDM_PROTOCOL_QMI, MODEM, "01 17", WDM_LOOK_MAYBE, 0},
        {WDM_PROTOCOL_QMI, MODEM, "01 17 00", WDM_LOOK_MAYBE, 0},
        {WDM_PROTOCOL_QMI, MODEM, "01 0a 00", WDM_LOOK_NOT, 0},
        {WDM_PROTOCOL_QMI, MODEM, "01 17 00 80", WDM_LOOK_LIKELY, 24},
        {WDM_PROTOCOL_QMI, MODEM, "01 17 00 00", WDM_LOOK_LIKELY, 24},
        {WDM_PROTOCOL_QMI, MODEM, "01 17 00 81", WDM_LOOK_NOT, 0},
        {WDM_PROTOCOL_QMI, MODEM, "01 17 00 80 00 00 01 04 22 00 0c", WDM_LOOK_LIKELY, 24},
        {WDM_PROTOCOL_QMI, MODEM, "01 17 00 80 00 00 01 04 22 00 0c 00", WDM_LOOK_PLAIN, 24},
        {WDM_PROTOCOL_QMI, MODEM, "01 17 00 80 00 00 01 04 22 00 0d 00", WDM_LOOK_LIKELY, 24},
        {WDM_PROTOCOL_QMI, HOST, "01 17 00 80 00 00 01 04 22 00 0c 00", WDM_LOOK_LIKELY, 24},
        {WDM_PROTOCOL_QMI, MODEM, "01 17 00 80 00 00 00 04 22 00 0c 00", WDM_LOOK_LIKELY, 24},
        {WDM_PROTOCOL_QMI, MODEM, "01 13 00 80 02 14 02 01 00 5f 55 07", WDM_LOOK_LIKELY, 20},
        {WDM_PROTOCOL_QMI, MODEM, "01 13 00 80 02 14 02 01 00 5f 55 07 00", WDM_LOOK_PLAIN, 20},
        {WDM_PROTOCOL_QMI, MODEM, "01 13 00 80 02 14 04 01 00 5f 55 07 00", WDM_LOOK_PLAIN, 20},
        {WDM_PROTOCOL_QMI, MODEM, "01 13 00 80 02 14 0a 01 00 5f 55 07 00", WDM_LOOK_LIKELY, 20},
        {WDM_PROTOCOL_QMI, MODEM, "01 0b 00 80 02 14 02 01 00 5f 55 ff ff", WDM_LOOK_LIKELY, 12},
        {WDM_PROTOCOL_QMI, HOST, "01 0c 00 00 02 14 00 01 00 5f 55 00 00", WDM_LOOK_PLAIN, 13},
        {WDM_PROTOCOL_QMI, HOST, "01 0c 00 00 02 14 02 01 00 5f 55 00 00", WDM_LOOK_LIKELY, 13},
        {WDM_PROTOCOL_UNKNOWN, MODEM, "01 00 00 80 10 00 00 00", WDM_LOOK_NOT, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wdm_framing framing = {cases[i].protocol, cases[i].from_modem, WDM_MESSAGE_MAX};
        uint8_t bytes[64];
        size_t whole = 1;
        size_t length = bytes_of_hex(cases[i].hex, bytes, sizeof(bytes));
        enum wdm_look look = wdm_framing_look(&framing, bytes, length, &whole);
        if (look != cases[i].look || whole != cases[i].whole)
            fail_msg("%s: look %d, %zu bytes", cases[i].hex, (int)look, whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
    };
    return cmocka_run_group_tests_name("framing", tests, NULL, NULL);
}
