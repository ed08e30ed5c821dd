/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Words for the errno values that ports meet. strerror() would bring libc's
 * translations into a static program, and may allocate. */
#ifndef WDM_PORT_ERRNO_TEXT_H
#define WDM_PORT_ERRNO_TEXT_H

/* Such as "permission denied"; "unexpected system error" for others. */
const char *wdm_errno_text(int code);

#endif
