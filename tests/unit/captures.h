/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What real modems and hosts said to each other: the bytes of fixtures/, as
 * tables for the tests of the lower floors. */
#ifndef WDM_TESTS_CAPTURES_H
#define WDM_TESTS_CAPTURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct capture_line {
    const char *from; /* the fixture */
    bool from_modem;
    const char *hex;
};

#define CAPTURED_MBIM 10
#define CAPTURED_QMUX 2

extern const struct capture_line captured_mbim[CAPTURED_MBIM];
extern const struct capture_line captured_qmux[CAPTURED_QMUX];

/* The one captured MBIM message whose length field is wrong: it says 61 bytes. */
#define CAPTURED_MBIM_WRONG_LENGTH 8

#endif
