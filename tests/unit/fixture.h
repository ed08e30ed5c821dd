/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The captures of fixtures/ for tests: found, read, told apart. Reads files below
 * $WDM_FIXTURES, or below fixtures/ in the working directory. */
#ifndef WDM_TESTS_FIXTURE_H
#define WDM_TESTS_FIXTURE_H

#include "support.h"
#include "wdm/bytes.h"
#include "wdm/protocol.h"

#define FIXTURES_MAX         64
#define FIXTURE_NAME_MAX     64
#define FIXTURE_MESSAGES_MAX 64

struct fixture_message {
    bool from_modem;
    enum wdm_protocol protocol;
    struct wdm_span bytes; /* in the fixture's `bytes` */
};

struct fixture {
    char name[FIXTURE_NAME_MAX]; /* "em7355-fcc-auth" */
    uint16_t vendor;             /* USB vendor id of the modem, as the name tells */
    size_t count;
    struct fixture_message messages[FIXTURE_MESSAGES_MAX];
    size_t length;
    uint8_t bytes[16384];
};

/* Where they are: WDM_FIXTURES, else below the folder that tests run in. */
const char *fixtures_folder(void);

/* Finds every .txt file, sorted by name; returns how many. Fails the test where
 * there is none, or the folder cannot be read. */
size_t fixture_list(char names[FIXTURES_MAX][FIXTURE_NAME_MAX]);

/* Reads NAME.txt. Fails the test on anything that is not of the format. */
void fixture_read(struct fixture *fixture, const char *name);

/* Reads the file of this name and suffix, ".log" and the like, and puts a NUL behind it. Fails the
 * test where it is not there. */
size_t fixture_text(const char *name, const char *suffix, char *text, size_t capacity);

/* Which protocol a message's first bytes are of. */
enum wdm_protocol fixture_protocol(struct wdm_span message);

#endif
