/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures of USB, made for tests of wdmctl decode. */
#ifndef WDM_TESTS_CAPTURE_H
#define WDM_TESTS_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Begins a new file in the test's folder (pcap, Linux usbmon), and ends it. */
void capture_start(char *path, size_t capacity);
void capture_end(void);

/* A message of a device on bus 1, as hex, so many milliseconds after the beginning. */
void capture_message(unsigned address, unsigned milliseconds, bool from_modem, const char *hex);

/* Requests and answers of QMI DMS Get Operating Mode, client id 3; `error`: of the answer. */
void capture_request(unsigned address, unsigned milliseconds, unsigned transaction);
void capture_answer(unsigned address, unsigned milliseconds, unsigned transaction, unsigned error);

#endif
