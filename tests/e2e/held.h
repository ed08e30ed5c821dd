/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a busy machine keeps from a process: the time in which it is ready to run, and
 * others have the processors. A program that waits too long by itself is not held. */
#ifndef WDM_TESTS_HELD_H
#define WDM_TESTS_HELD_H

#include <sys/types.h>

/* The seconds that a process was held since it began; 0: this one. It may have ended, and
 * not been waited for. 0 where the kernel does not count them, or there is none. */
double held(pid_t pid);

#endif
