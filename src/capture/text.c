/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Text, line by line. */
#include "capture_internal.h"
size_t capture_text_step(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    (void)reader;
    (void)bytes;
    return length;
}
void capture_text_end(struct wdm_capture_reader *reader)
{
    (void)reader;
}
