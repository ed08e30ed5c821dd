/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/port.h - byte channels to a modem, each call with a deadline.
 *
 * A session does not know what it talks to: a device, a stream socket, a
 * simulated modem and a script in a test are all a struct wdm_port. Deadlines
 * are absolute, on the port's own clock: real ports use CLOCK_MONOTONIC, a
 * scripted port a virtual one.
 */
#ifndef WDM_PORT_H
#define WDM_PORT_H

#include <signal.h>

#include "wdm/bytes.h"
#include "wdm/error.h"
#include "wdm/protocol.h"

/* Microseconds on a monotonic clock. */
typedef int64_t wdm_time;
#define WDM_MILLISECOND ((wdm_time)1000)
#define WDM_SECOND      ((wdm_time)1000000)
#define WDM_FOREVER     INT64_MAX /* for monitor and sim only */

struct wdm_port;

struct wdm_port_functions {
    /* Takes what is there, at most `capacity` (at least 1) bytes, waiting until
     * `deadline` for the first. `*count` is at least 1 on success. Fails with
     * WDM_DEADLINE, WDM_GONE, WDM_INTERRUPTED or WDM_NO_PORT. */
    bool (*read)(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                 wdm_time deadline, struct wdm_error *error);
    /* Writes one whole control message, or fails as read does. */
    bool (*write)(struct wdm_port *port, const uint8_t *bytes, size_t length, wdm_time deadline,
                  struct wdm_error *error);
    wdm_time (*now)(struct wdm_port *port);
    /* Gives back what opening took. The memory is the caller's. */
    void (*close)(struct wdm_port *port);
};

struct wdm_port {
    const struct wdm_port_functions *functions;
    /* Where not NULL, a wait ends with WDM_INTERRUPTED once this is not 0. A
     * real port waits with the signal mask `wait_mask`, where not NULL: block
     * the signals whose handlers set the flag, and give the mask that lets them
     * through, and none comes between the check and the wait. */
    const volatile sig_atomic_t *interrupted;
    const sigset_t *wait_mask;
    enum wdm_protocol protocol; /* what the driver says; UNKNOWN: ask the modem */
    size_t max_message;         /* largest control message in bytes; 0: not known */
    uint16_t vendor;            /* USB or PCI vendor and product id; 0: not known */
    uint16_t product;
    bool proxied;   /* behind a proxy, which passes on `protocol` and nothing else */
    char name[108]; /* for messages: "/dev/cdc-wdm0", "sim:em7355" */
};

/* The port's functions, by name. */
bool wdm_port_read(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                   wdm_time deadline, struct wdm_error *error);
bool wdm_port_write(struct wdm_port *port, const uint8_t *bytes, size_t length, wdm_time deadline,
                    struct wdm_error *error);
wdm_time wdm_port_now(struct wdm_port *port);
void wdm_port_close(struct wdm_port *port);

/* CLOCK_MONOTONIC in microseconds. */
wdm_time wdm_clock_now(void);

/* CLOCK_REALTIME in nanoseconds since 1970. */
int64_t wdm_clock_wall(void);

/* Waits until one of `events` (poll's POLLIN, POLLOUT) or a hang-up is there on
 * `fd` (-1: nothing to wait for but time and signals). Fails with WDM_DEADLINE
 * or WDM_INTERRUPTED; `*revents`, where not NULL, is what poll said. */
bool wdm_port_wait(const struct wdm_port *port, int fd, short events, short *revents,
                   wdm_time deadline, struct wdm_error *error);

/* Words for an errno value that ports and output meet: "permission denied";
 * "unexpected system error" for others. */
const char *wdm_errno_text(int code);

/* As wdm_port_wait, for all of `entries` (`count` of poll's), whose `revents` are
 * filled in. */
struct pollfd;
bool wdm_port_wait_any(const struct wdm_port *port, struct pollfd *entries, size_t count,
                       wdm_time deadline, struct wdm_error *error);

/* ---- A file descriptor: a character device, a stream socket, a pseudo-terminal. */

struct wdm_fd_port {
    struct wdm_port port; /* first: a pointer to it is a pointer to the whole */
    int fd;
    bool stream; /* a socket or terminal: short writes go on where they ended */
    /* Called, where not NULL, before the descriptor is closed. */
    void (*closing)(struct wdm_fd_port *port);
};

/* Opens a character device by its path, for reading and writing, without
 * waiting for it (O_NONBLOCK). Asks the kernel for the largest message
 * (IOCTL_WDM_MAX_COMMAND; 4096 where the driver does not tell). Reads the
 * driver and ids from sysfs below `sysfs` ("/sys") where they are. Fails with
 * WDM_NO_PORT: not there, no permission, no character device, busy. */
bool wdm_device_open(struct wdm_fd_port *device, const char *path, const char *sysfs,
                     struct wdm_error *error);

/* What the driver of the port with this name, or the last part of this path, speaks, as
 * sysfs below `sysfs` ("/sys") tells; UNKNOWN where it does not. Reads sysfs alone. */
enum wdm_protocol wdm_device_protocol(const char *path, const char *sysfs);

/* Where the USB device of a port is, and which interface of it the port is. */
struct wdm_device_place {
    uint16_t bus;
    uint8_t address, interface;
};

/* The place of the character device at `path`, as sysfs below `sysfs` ("/sys") tells.
 * False where it does not: no such device, or none on USB. Not in small builds. */
bool wdm_device_place(const char *path, const char *sysfs, struct wdm_device_place *place);

/* Connects to the stream socket at `path` (a leading '@': an abstract one).
 * Fails with WDM_NO_PORT. */
bool wdm_socket_open(struct wdm_fd_port *socket, const char *path, struct wdm_error *error);

/* Makes a port of an open descriptor, which it then owns and makes
 * non-blocking; `name` is for messages. */
void wdm_fd_port_init(struct wdm_fd_port *port, int fd, bool stream, const char *name);

/* Two ports, each the other's far end (a stream socketpair). */
bool wdm_pair_open(struct wdm_fd_port *a, struct wdm_fd_port *b, struct wdm_error *error);

/* ---- A script with virtual time, for tests: what must be written, what is
 * answered. It never waits: time goes on to the next step or the deadline. */

enum wdm_script_kind {
    WDM_SCRIPT_EXPECT = 0, /* the next write must be these bytes */
    WDM_SCRIPT_SEND,       /* the next read gives these bytes (all of them in one read) */
    WDM_SCRIPT_GONE,       /* from here on reads and writes fail with WDM_GONE */
    WDM_SCRIPT_PAUSE,      /* `after` passes */
    WDM_SCRIPT_INTERRUPT,  /* the wait that comes here fails with WDM_INTERRUPTED, once */
};

struct wdm_script_step {
    enum wdm_script_kind kind;
    const uint8_t *bytes;
    size_t length;
    const uint8_t *mask; /* EXPECT: NULL, or as many bytes: only bits set here are compared */
    wdm_time after;      /* virtual time before this step is ready, from the step before */
};

struct wdm_script_port {
    struct wdm_port port;
    const struct wdm_script_step *steps;
    size_t count;
    size_t next;
    wdm_time clock;
    wdm_time ready; /* when the next step is due */
    size_t sent;    /* bytes of the next SEND that were read already */
    bool gone;      /* a GONE step was reached */
    bool failed;    /* a write that the script did not expect: `problem` tells */
    char problem[160];
};

void wdm_script_open(struct wdm_script_port *script, const struct wdm_script_step *steps,
                     size_t count);

/* Whether every step was used and nothing else happened. */
bool wdm_script_done(const struct wdm_script_port *script);

#endif
