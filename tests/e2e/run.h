/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the end-to-end tests share: the program started, watched and killed; a
 * simulated modem served; JSON looked into.
 *
 * From the environment: WDMCTL is the program (default ./wdmctl), WDMCTL_RUNNER
 * words before it ("qemu-mips-static", "valgrind -q --error-exitcode=99"), and
 * WDMCTL_SLOW a factor for what a slow machine or runner needs more of.
 */
#ifndef WDM_TESTS_RUN_H
#define WDM_TESTS_RUN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The most that is kept of what a child writes to one stream. */
#define RUN_TEXT ((size_t)65536)

/* The WDMCTL_SLOW factor, at least 1. */
double run_slow(void);

/* What it takes to start the program, in seconds: measured at the first call. */
double run_startup(void);

/* How many children may be at work at once, of `most`: few where starting is slow. */
size_t run_crowd(size_t most);

/* Monotonic time in seconds. */
double run_now(void);
void run_sleep(double seconds);

/* A folder for this test program alone, made at the first call and removed at
 * exit, with the plain files and sockets in it. */
const char *run_folder(void);

/* A new path in that folder. */
void run_path(char *path, size_t capacity, const char *suffix);

/* ---- Children */

struct run_text {
    size_t length;
    char bytes[RUN_TEXT + 1]; /* ended by a NUL */
};

struct child {
    pid_t pid;     /* 0: none was started */
    int out, err;  /* -1: at its end, or not captured */
    bool ended;    /* it is reaped, and the four below are set */
    int code;      /* exit code; a signal that ended it is negative */
    bool overtime; /* it was killed, since it ran into `limit` */
    double seconds;
    double held; /* of these, what the machine kept from it, the other end and the test */
    double began, limit;
    pid_t beside; /* the process at the other end */
    double held_before, beside_before;
    struct run_text output, error;
};

/* What to start otherwise than usual. */
struct run_options {
    const char *program; /* instead of the program and its runner; NULL: those */
    int out;             /* where stdout goes; 0: captured; -1: it is closed */
    bool no_err;         /* stderr is closed */
    int ignored;         /* a signal that is ignored from the start; 0: none */
    bool nobody;         /* as an unprivileged user, where the test is root */
    const char *config;  /* $XDG_CONFIG_HOME; NULL: a folder that is not there; "": none */
    const char *home;    /* $HOME; NULL: as it is */
    double limit;        /* killed after so many seconds, times the slow factor; 0: 20 */
};

/* Starts the program with `arguments`: words with blanks between, quoted with
 * single quotes where they hold blanks; "{tmp}" is the folder, and "{0.5}" that
 * number times the slow factor. `options` may be NULL. Fails the test where it
 * cannot be started. */
void child_start(struct child *child, const char *arguments, const struct run_options *options);

/* Tells who is at the other end, a process of this test's: where the machine holds that
 * one, the child may be late. */
void child_beside(struct child *child, pid_t other);

/* Whether an ended child has taken more than `most` seconds, times the slow factor, and
 * what it takes to start: of its own, that is, without those in which it was held. */
bool child_late(const struct child *child, double most);

/* Whether it ended more than `most` seconds, times the slow factor, after `moment`. */
bool child_late_after(const struct child *child, double moment, double most);

/* Lets children run until `until`, or until one of them wrote something or ended,
 * whatever is first. Those that have ended are reaped, those past their limit
 * killed. */
void run_pump(struct child *const *children, size_t count, double until);

/* Waits for the end of a child. */
void child_wait(struct child *child);

/* Waits for the end of all. */
void child_wait_all(struct child *children, size_t count);

/* Waits until `text` is in what it has written to stderr or stdout; false where it
 * ends, or five seconds pass, before. */
bool child_await(struct child *child, const char *text);

/* Starts and waits. */
void run(struct child *child, const char *arguments);

/* What is wrong with any run whatever: a crash, a report of a sanitizer or of
 * valgrind, the limit; NULL: nothing. */
const char *child_defect(const struct child *child);

/* Whether a result is as wanted: `wanted` is texts with '|' between that must be in
 * `text`, those with '!' before must not. NULL: anything. The first that is not
 * is copied into `missed`. */
bool run_matches(const char *text, const char *wanted, char *missed, size_t capacity);

size_t run_lines(const char *text);

/* ---- A simulated modem on a socket */

struct server {
    struct child child;
    char path[100];
};

/* Starts "sim SPECIFICATION --listen PATH"; `path` is a new one where NULL. Does
 * not wait. */
void server_begin(struct server *server, const char *specification, const char *path);

/* Whether it has said that clients can connect. */
bool server_ready(const struct server *server);

/* Begins, and waits until it is ready. Fails the test where it is not. */
void server_start(struct server *server, const char *specification);

/* The same of "sim SPECIFICATION --proxy", where the proxies of others listen. */
void server_start_proxy(struct server *server, const char *specification);

/* Ends it with SIGTERM, and wants no client id to be left. */
void server_stop_clean(struct server *server);

/* Ends it anyhow where it still runs: after a test that failed before it did. */
void server_kill(struct server *server);

/* Ends it with `signal` and waits. Fails the test where it did not end well. */
void server_stop(struct server *server, int signal);

/* How many client ids its closing line says were left; -1: there is no such line. */
long server_left(const struct server *server);

/* ---- JSON (json.c), strictly as RFC 8259 has it */

/* Whether the text is exactly one value, with nothing but white space around. */
bool json_valid(const char *text, size_t length);

/* Whether each line is one object, and there is at least one. */
bool json_lines(const char *text, size_t length);

/* The value at a path like "before.operating_mode.name" or "list.0" in the first
 * value of the text, as it stands there (strings with their quotes); false where
 * there is none. */
bool json_get(const char *text, size_t length, const char *path, char *value, size_t capacity);

#endif
