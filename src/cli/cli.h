/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the program share: its context, its commands, its output.
 * The one context is main's; nothing here is global but constant tables. */
#ifndef WDM_CLI_H
#define WDM_CLI_H

#include "at.h"
#include "output.h"
#include "wdm/describe.h"
#include "wdm/find.h"
#include "wdm/modem.h"
#include "wdm/proxy.h"
#include "wdm/schema.h"
#include "wdm/sim.h"
#include "wdm/terminal.h"
#include "wdm/tree.h"
#ifndef WDM_SMALL
#include "decode.h"
#include "decode_write.h"
#include "record.h"
#include "wdm/sim_proxy.h"
#include "wdm/sim_usb.h"
#include "wdm/usb.h"
#include "wdm/compare.h"
#include "wdm/replay.h"
#include "wdm/sim_replay.h"
#endif

/* Exit code when a result could not be written to standard output. */
#define CLI_EXIT_OUTPUT 74

/* ---- Time (local_time.c) */

/* By how many seconds clocks are before UTC here, at a time in seconds since 1970. */
int32_t cli_utc_offset(int64_t time);

/* ---- Options (options.c) */

struct cli_option {
    const char *name;     /* without the hyphens */
    char letter;          /* 0: none */
    const char *argument; /* NULL: takes none */
    const char *help;
};

#define CLI_OPTIONS   24              /* of one command, at most */
#define CLI_ARGUMENTS 64              /* that are no options, at most */
#define CLI_SCHEMAS   8               /* --schema, at most */
#define CLI_FILES     ((size_t)65536) /* bytes of all the files that FIELD=@FILE names */

struct cli;

struct cli_command {
    const char *name;
    const char *arguments;            /* after the name, in its usage */
    const char *summary;              /* one line */
    const char *help;                 /* what --help adds: lines */
    const struct cli_option *options; /* of its own; ended by a NULL name; or NULL */
    bool (*run)(struct cli *cli);
#ifndef WDM_SMALL
    /* Takes an option that may be given several times; false: it did not. NULL: none is. */
    bool (*take)(struct cli *cli, const char *option, const char *value);
#endif
    bool hidden; /* for scripts: not in the help; the words behind it are no options */
};

extern const struct cli_option cli_global_options[];
extern const struct cli_command *const cli_commands[]; /* ended by NULL; the hidden ones last */

/* ---- Tracing (trace.c) */

struct cli_trace {
    struct cli_output *err;
    uint8_t *mask; /* scratch space, for as many bytes as a message has at most */
    int verbose;
    bool personal;
    bool seen; /* something was, and `began` is when */
    wdm_time began;
    struct wdm_describer describer; /* of the modem on the port */
};

#ifndef WDM_SMALL
/* ---- Sessions that scripts hold (hold.c) */

struct cli_hold {
    bool no_open, no_close, keep;
    size_t count; /* in `texts`, and then in `ids` */
    const char *texts[WDM_QMI_CLIENTS];
    struct wdm_qmi_client_id ids[WDM_QMI_CLIENTS];
};
#endif

#ifndef WDM_SMALL
/* ---- Captures held in memory (recording.c) */

struct cli_loader {
    struct wdm_recording_loader loader;
    uint8_t bytes[65536]; /* of the file */
};

/* ---- What is different in recorded exchanges (differences.c) */

#define CLI_IGNORED 64 /* names that --ignore has, at most */

struct cli_differences {
    struct cli *cli;
    bool two_files;   /* each message has two places */
    size_t compared;  /* messages */
    size_t different; /* and those with differences, or without a counterpart */
    bool headed;      /* the message at hand was named */
    const struct wdm_description *message;
    uint64_t before, after; /* its places; 0: none */
    const char *ignored[CLI_IGNORED];
    char names[1024];
    struct wdm_comparison comparison;
};
#endif

/* Large arrays that most commands do not touch are at the end: what is small and used stands
 * together, on few pages of memory. */
struct cli {
    const struct cli_command *command;
    int verbose;
    bool json, personal, help, version;
    const char *device; /* NULL: the one there is */
    const char *root;   /* below which sys, proc and dev are; "": as usual */
    enum wdm_mode mode;
    uint8_t mbimex; /* the version to agree on */
#ifndef WDM_SMALL
    bool through_proxy;
    uint8_t proxy_mbimex; /* the version that other clients of the proxy agreed on */
    struct cli_hold hold;
    const char *write_path; /* of the file to record to; NULL: none */
#endif
    wdm_time timeout;
    bool timed; /* by -t */
    wdm_time deadline;
    const volatile sig_atomic_t *interrupted; /* the number of the signal that came */
    struct wdm_port *port;                    /* NULL: none is open */
    bool connected;
    size_t argument_count; /* in `arguments` */
    struct wdm_error error;
    const char *values[CLI_OPTIONS]; /* of the command's options; "" where one has no argument */
    const char *arguments[CLI_ARGUMENTS];
    const char *schemas[CLI_SCHEMAS]; /* files that --schema names */
    size_t schema_count;
    struct wdm_catalogue catalogue; /* what commands look services up in */
    char path[WDM_TREE_PATH];       /* of the device that is or was to be opened; "": none */
    struct cli_output out, err;
    struct cli_trace trace;
    sigset_t wait_mask;
    size_t files_length; /* in `files` */
    union {
        struct wdm_fd_port fd;
        struct wdm_terminal terminal; /* which begins as `fd` does */
#ifndef WDM_SMALL
        struct wdm_proxy_port proxy;
#endif
#ifndef WDM_RESCUE
        struct wdm_dry_port dry;
        struct wdm_sim_port sim;
#endif
#ifndef WDM_SMALL
        struct cli_decoder decoder; /* it has no port */
        struct cli_loader loader;   /* nor has it, while a capture is read */
        struct wdm_alignment alignment;
#endif
    } ports;
    uint8_t mask[WDM_MESSAGE_MAX]; /* the trace's */
    char files[CLI_FILES];         /* values of fields, from files */
#ifndef WDM_SMALL
    char address[32]; /* of the USB modem that is detached and attached again */
    struct wdm_port waiter;
    struct wdm_usb usb;
    struct wdm_sim_proxy proxy;
    struct cli_at at;
    struct wdm_sim_usbip usbip;
    struct cli_record record;
    struct cli_divert divert;
    struct wdm_sim_replay replay;
    struct wdm_recording recordings[2]; /* untouched, they cost nothing */
    struct wdm_replay player;
    struct cli_differences differences;
    struct wdm_schema schema;
#endif
#ifndef WDM_RESCUE
    struct wdm_found found;
#endif
    struct wdm_modem modem;
};

/* Fills `cli` from the command line. Fails with WDM_USAGE. */
bool cli_parse(struct cli *cli, int argc, char *const *argv);

/* The option of a name, `length` characters of it, or where that is NULL of a letter;
 * NULL: none. */
const struct cli_option *cli_option_find(const struct cli_option *options, const char *name,
                                         size_t length, char letter);

/* The value of the command's own option; NULL where it was not given. */
const char *cli_value(const struct cli *cli, const char *option);

/* A number of seconds as microseconds: "10", "0.1"; -1 where it is none, or over a day. */
wdm_time cli_read_seconds(const char *value);

/* Fails with WDM_USAGE where there are more than `most` or fewer than `least`
 * arguments. */
bool cli_want_arguments(struct cli *cli, size_t least, size_t most);

/* ---- The call by ModemManager (modem_manager.c) */

/* Whether the command line is ModemManager's: its first word is a modem's D-Bus path. */
bool cli_is_modem_manager(int argc, char *const *argv);

/* Unlocks by the best of the ports that it names, in 4.5 seconds, cleaning up included;
 * the results and the error go to the system's log where stderr is /dev/null. */
bool cli_run_modem_manager(struct cli *cli, int argc, char *const *argv);

/* ---- Help (help.c) */

void cli_help_short(struct wdm_output *out);
void cli_help_command(const struct cli_command *command, struct wdm_output *out);

/* Fails with WDM_USAGE: PROFILE=rescue has no `what`. */
bool cli_left_out(struct cli *cli, const char *what);

/* Whether `word` is a command that only other builds have: fails then, as above
 * (rescue.c). */
bool cli_is_left_out(struct cli *cli, const char *word);

/* The candidate nearest to `name`, of those that `at` lists until NULL; NULL
 * where none is near. */
const char *cli_nearest(const char *name, const char *(*at)(const void *list, size_t index),
                        const void *list);

/* Adds "did you mean ...?" to cli->error, where there is something near; or what lists
 * the names. Returns false. */
bool cli_did_you_mean(struct cli *cli, const char *nearest);

/* ---- Through a proxy (proxy.c) */

/* Fails with WDM_USAGE where the command or the device makes no sense with -p. */
bool cli_proxy_fits(struct cli *cli);

/* Connects to the proxy for the device at `path`; then, with cli->modem on the port,
 * names the device to it; and agrees with the open modem on a version of MBIMEx, or
 * with what others agreed on. */
bool cli_open_proxy(struct cli *cli, const char *path, const char *sysfs);
bool cli_enter_proxy(struct cli *cli);
bool cli_agree(struct cli *cli);

/* ---- Sessions that scripts hold: --no-open, --no-close, --client-id, --keep-client-id
 * (hold.c) */

bool cli_is_hold(const char *option);
bool cli_set_hold(struct cli *cli, const char *option, const char *value);

/* Reads the client ids that were given. Fails with WDM_USAGE where one makes no sense, or
 * an option that was given does not with the command. */
bool cli_hold_fits(struct cli *cli);

/* Takes up the session that the command goes on with: in place of wdm_modem_open, where
 * the function is said to be open; and then with the client ids. */
bool cli_hold_open(struct cli *cli);

/* Before the modem is closed: keeps, and prints, what is to be kept where the command was
 * `done`. */
void cli_hold_end(struct cli *cli, bool done);

/* ---- Private schemas (schema.c) */

/* Reads them, for cli->catalogue and the traces. Fails with WDM_USAGE where there is
 * a mistake in one. */
bool cli_load_schemas(struct cli *cli);

/* ---- Ports (connect.c) */

/* The paths at which control ports can be, and whether there is one; false past the
 * last. */
bool cli_port_at(unsigned index, char *path, size_t capacity, bool *is_there);

/* Whether what -d says means a device: no simulated modem, no recording, no socket. */
bool cli_is_device(const char *name);

/* Opens the port that -d names, or the one there is; and makes the modem ready,
 * in cli->mode. */
bool cli_open_port(struct cli *cli);
bool cli_connect(struct cli *cli);

/* Gives everything back. Says on standard error what could not be. */
void cli_disconnect(struct cli *cli);

/* ---- Modems of this machine (devices.c; in rescue builds rescue.c, which knows of none) */

/* The path of the port that a name without a slash means (NULL: the one modem's) into
 * cli->path, which is left empty where sysfs has no such name. */
bool cli_choose_port(struct cli *cli, const char *name);

/* Prints a modem as `list` does: a paragraph, or with -j an object. */
bool cli_list_modem(struct cli *cli, const struct wdm_found_modem *modem);

/* Prints a modem as a JSON object in a line (list_json.c). */
bool cli_list_json(struct cli *cli, const struct wdm_found_modem *modem);

/* Opens what stands for the port below a root: a stream socket at its path (root.c). */
bool cli_open_below_root(struct cli *cli);

/* The modem that has the port at cli->path, as sysfs says now; NULL: none. */
const struct wdm_found_modem *cli_owner(struct cli *cli);

/* ---- Detaching and attaching (reattach.c) */

/* Finds the USB modem that cli->device means, for a change of it until the deadline. Fails
 * with WDM_NO_PORT. */
struct wdm_usb_change;
bool cli_find_usb(struct cli *cli, struct wdm_usb_change *change);

/* Fails with WDM_NO_PORT where the open port is of no USB modem of this machine. */
bool cli_can_reattach(struct cli *cli);

/* What --reset did. */
struct cli_reattached {
    bool done;         /* or is to be done */
    bool locked_again; /* the lock was back on after it, and was taken off once more */
    wdm_time took;
};

/* Closes the port, detaches the modem and attaches it again, waits until it is back, and
 * opens the port that it has then. Fills in `took`. */
bool cli_reattach(struct cli *cli, struct cli_reattached *reattached);

/* Unlocks; with reset->done detaches the modem, attaches it again, and looks whether it is
 * unlocked: what it says to being unlocked once more tells. The radio is turned on at the
 * end only. */
bool cli_unlock(struct cli *cli, const struct wdm_unlock_options *unlock,
                struct wdm_unlock_report *report, struct cli_reattached *reset);

/* Prints it, where it was done: a line of text, or a member of a JSON object. */
void cli_print_reattached(struct cli *cli, const struct cli_reattached *reattached);

/* ---- Who has their ports open (openers.c) */

/* Finds out, for cli->found. */
void cli_find_openers(struct cli *cli);

/* Prints them; and on standard error what could not be seen. */
void cli_print_openers(const struct wdm_found_port *port, struct wdm_output *out);
void cli_print_notes(struct cli *cli);

/* Where the failure may be because of it, makes the hint name the process that has the
 * port open; or say that the port is a serial one. */
void cli_name_opener(struct cli *cli);

#ifndef WDM_SMALL
/* ---- Captures held in memory (recording.c) */

/* Reads the capture of a name ("-": standard input) into `recording`, while no port is
 * open. */
bool cli_load_recording(struct cli *cli, const char *name, struct wdm_recording *recording);

/* Reads the one that "FILE[,OPTION...]" names, and powers on the modem that plays it: as
 * a port, or as `sim` alone. */
bool cli_open_replay(struct cli *cli, const char *specification);
bool cli_start_replay(struct cli *cli, const char *specification, struct wdm_sim *sim);

/* Gets ready to compare, as --ignore and --all of the command say. */
bool cli_differences_begin(struct cli *cli, bool two_files);

/* Compares two messages and prints what is different; `before` and `after` are their
 * places. */
void cli_differences_of(struct cli *cli, const struct wdm_description *a, uint64_t before,
                        const struct wdm_description *b, uint64_t after);

/* Prints that a message has no counterpart: `change` is a word for machines, `words` are
 * for people. A place that is 0 is none. */
void cli_differences_alone(struct cli *cli, const struct wdm_description *message, uint64_t before,
                           uint64_t after, const char *change, const char *words);

/* Says how many there are. Fails with WDM_REFUSED where there are any. */
bool cli_differences_end(struct cli *cli);

/* The options of commands that compare. */
#define CLI_COMPARE_OPTIONS                                                                        \
    {"ignore", 0, "NAME,...", "fields to pass over: names or whole paths, '*' for any text"},      \
    {                                                                                              \
        "all", 0, NULL, "also compare fields that are expected to change"                          \
    }
#endif

/* ---- Tracing, JSON and errors (trace.c, report.c) */

/* -vv: the fields and the bytes (trace_bytes.c). */
void cli_trace_bytes(struct cli_trace *trace, const struct wdm_description *message);

/* The observer that traces to `context`, a struct cli_trace. */
void cli_trace_seen(void *context, bool from_modem, enum wdm_protocol protocol,
                    const uint8_t *bytes, size_t length, wdm_time when);

/* Begins a line of the trace with the time that has passed since the first. */
void cli_trace_time(struct cli_trace *trace, wdm_time when);

/* "name":"value" with both escaped; no comma. */
void cli_json_text(struct wdm_output *out, const char *name, const char *value);

/* The error as one line. */
void cli_report(struct cli_output *err, const struct wdm_error *error);

/* ---- Commands, one a file */

/* unlock --dry-run: prints what would be sent (dry_run.c). */
bool cli_unlock_dry(struct cli *cli, const struct wdm_unlock_options *unlock);

extern const struct cli_command cli_command_unlock;
extern const struct cli_command cli_command_list;
extern const struct cli_command cli_command_probe;
extern const struct cli_command cli_command_info;
extern const struct cli_command cli_command_radio;
extern const struct cli_command cli_command_qmi;
extern const struct cli_command cli_command_mbim;
extern const struct cli_command cli_command_send;
extern const struct cli_command cli_command_at;
extern const struct cli_command cli_command_sim;
extern const struct cli_command cli_command_usb;
extern const struct cli_command cli_command_decode;
extern const struct cli_command cli_command_replay;
extern const struct cli_command cli_command_diff;
extern const struct cli_command cli_command_complete;
extern const struct cli_command cli_command_catalogue;

#endif
