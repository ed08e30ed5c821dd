/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The program started, watched and killed. Touches processes that it started
 * itself, and one folder of its own. */
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "held.h"

#define WORDS_MAX     48
#define CHILDREN_MAX  512
#define LIMIT_DEFAULT 20.0
#define NOBODY        65534
/* valgrind's --error-exitcode, by agreement. */
#define RUNNER_DEFECT 99

double run_slow(void)
{
    const char *text = getenv("WDMCTL_SLOW");
    double slow = text != NULL ? atof(text) : 1;

    return slow > 1 ? slow : 1;
}

double run_startup(void)
{
    static struct child version;
    static double startup;
    int i;

    if (startup > 0)
        return startup;
    startup = LIMIT_DEFAULT;
    for (i = 0; i < 5; i++) {
        run(&version, "--version");
        assert_int_equal(version.code, 0);
        startup = version.seconds < startup ? version.seconds : startup;
    }
    return startup;
}

size_t run_crowd(size_t most)
{
    return run_startup() < 0.1 || most < 2 ? most : 2;
}

double run_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void run_sleep(double seconds)
{
    struct timespec span = {.tv_sec = (time_t)seconds,
                            .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9)};

    nanosleep(&span, NULL);
}

/* ---- The folder */

static char folder[64];
static pid_t folder_owner;

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(path);
}

static void remove_folder(void)
{
    if (getpid() == folder_owner)
        nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *run_folder(void)
{
    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "/tmp/wdmctl-e2e-XXXXXX");
        assert_non_null(mkdtemp(folder));
        folder_owner = getpid();
        atexit(remove_folder);
    }
    return folder;
}

void run_path(char *path, size_t capacity, const char *suffix)
{
    static unsigned number;

    snprintf(path, capacity, "%s/%u%s", run_folder(), number++, suffix);
}

/* ---- Starting */

struct words {
    char space[4096];
    size_t length;
    char *list[WORDS_MAX + 1];
    size_t count;
};

static void add(struct words *words, char character)
{
    assert_true(words->length < sizeof words->space);
    words->space[words->length++] = character;
}

/* Adds what stands for the braces at `text`. Returns their length. */
static size_t add_braces(struct words *words, const char *text)
{
    char number[32];
    const char *from = number;

    if (strncmp(text, "{tmp}", 5) == 0)
        from = run_folder();
    else
        snprintf(number, sizeof number, "%.2f", atof(text + 1) * run_slow());
    while (*from != '\0')
        add(words, *from++);
    return strcspn(text, "}") + 1;
}

/* Adds the words of `text`, as child_start has them. */
static void split(struct words *words, const char *text)
{
    while (*text != '\0') {
        bool quoted = false;

        if (*text == ' ') {
            text++;
            continue;
        }
        assert_true(words->count < WORDS_MAX);
        words->list[words->count++] = words->space + words->length;
        for (; *text != '\0' && (quoted || *text != ' '); text++) {
            if (*text == '\'')
                quoted = !quoted;
            else if (*text == '{')
                text += add_braces(words, text) - 1;
            else
                add(words, *text);
        }
        add(words, '\0');
    }
    words->list[words->count] = NULL;
}

static void command_words(struct words *words, const char *other, const char *arguments)
{
    const char *program = getenv("WDMCTL");
    const char *runner = getenv("WDMCTL_RUNNER");

    words->length = words->count = 0;
    if (other == NULL) {
        split(words, runner != NULL ? runner : "");
        split(words, program != NULL ? program : "./wdmctl");
    } else {
        split(words, other);
    }
    split(words, arguments);
}

/* Whatever schemas its user has, the program is to find none but the test's. */
static void set_folders(const struct run_options *options)
{
    const char *config = options->config != NULL ? options->config : "/dev/null";

    if (*config == '\0')
        unsetenv("XDG_CONFIG_HOME");
    else
        setenv("XDG_CONFIG_HOME", config, 1);
    if (options->home != NULL)
        setenv("HOME", options->home, 1);
}

/* In the child: never returns. */
static void become(const struct words *words, int out, int err, const struct run_options *options)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
    sigset_t none;
    size_t i;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (i = 0; i < COUNT(numbers); i++)
        signal(numbers[i], numbers[i] == options->ignored ? SIG_IGN : SIG_DFL);
    if ((out >= 0 && dup2(out, STDOUT_FILENO) < 0) || dup2(err, STDERR_FILENO) < 0 ||
        (options->nobody && geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)))
        _exit(126);
    if (out < 0)
        close(STDOUT_FILENO);
    if (options->no_err)
        close(STDERR_FILENO);
    set_folders(options);
    /* Without a heap there are no leaks, and on a busy machine the search may never end. */
    setenv("ASAN_OPTIONS", "detect_leaks=0", 0);
    execvp(words->list[0], words->list);
    _exit(127);
}

void child_start(struct child *child, const char *arguments, const struct run_options *options)
{
    static const struct run_options usual;
    struct words words;
    int out[2] = {-1, -1}, err[2];
    pid_t pid;

    if (options == NULL)
        options = &usual;
    command_words(&words, options->program, arguments);
    assert_int_equal(pipe2(err, O_CLOEXEC), 0);
    if (options->out == 0)
        assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    /* Before: a busy machine may let it end before this test goes on. */
    child->beside = 0;
    child->held_before = held(0);
    child->began = run_now();
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        become(&words, options->out != 0 ? options->out : out[1], err[1], options);
    close(err[1]);
    if (out[1] >= 0)
        close(out[1]);
    child->pid = pid;
    child->out = out[0];
    child->err = err[0];
    child->ended = child->overtime = false;
    child->code = 0;
    child->output.length = child->error.length = 0;
    child->output.bytes[0] = child->error.bytes[0] = '\0';
    child->limit = (options->limit > 0 ? options->limit : LIMIT_DEFAULT) * run_slow();
}

/* ---- Watching */

/* Takes what is there; closes the stream at its end. */
static void take(int *stream, struct run_text *text)
{
    char lost[4096];
    bool room = text->length < RUN_TEXT;
    ssize_t count = room ? read(*stream, text->bytes + text->length, RUN_TEXT - text->length)
                         : read(*stream, lost, sizeof lost);

    if (count > 0 && room) {
        text->length += (size_t)count;
        text->bytes[text->length] = '\0';
    } else if (count == 0 || (count < 0 && errno != EINTR)) {
        close(*stream);
        *stream = -1;
    }
}

static void reap(struct child *child)
{
    siginfo_t info = {0};
    double other;
    int status;

    if (waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        info.si_pid != child->pid)
        return;
    child->seconds = run_now() - child->began;
    child->held = held(child->pid) + held(0) - child->held_before;
    other = child->beside != 0 ? held(child->beside) - child->beside_before : 0;
    child->held += other > 0 ? other : 0; /* it may be gone */
    waitpid(child->pid, &status, 0);
    child->ended = true;
    child->code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void look_after(struct child *child)
{
    if (child->out < 0 && child->err < 0)
        reap(child);
    if (!child->ended && !child->overtime && run_now() > child->began + child->limit) {
        child->overtime = true;
        kill(child->pid, SIGKILL);
    }
}

static bool is_running(const struct child *child)
{
    return child->pid != 0 && !child->ended;
}

void run_pump(struct child *const *children, size_t count, double until)
{
    static struct pollfd places[2 * CHILDREN_MAX];
    static int *streams[2 * CHILDREN_MAX];
    static struct run_text *texts[2 * CHILDREN_MAX];
    nfds_t used = 0, k;
    double left = until - run_now();
    struct timespec timeout = {0};
    bool closing = false; /* streams are at their end, the process is not */
    size_t i;

    assert_true(count <= CHILDREN_MAX);
    for (i = 0; i < count; i++) {
        struct child *child = children[i];

        if (!is_running(child))
            continue;
        closing = closing || (child->out < 0 && child->err < 0);
        for (k = 0; k < 2; k++) {
            int *stream = k == 0 ? &child->out : &child->err;

            if (*stream < 0)
                continue;
            places[used] = (struct pollfd){.fd = *stream, .events = POLLIN};
            streams[used] = stream;
            texts[used++] = k == 0 ? &child->output : &child->error;
        }
    }
    if (closing && left > 0.001)
        left = 0.001;
    if (left > 0.1)
        left = 0.1; /* for the limits */
    if (left > 0)
        timeout.tv_nsec = (long)(left * 1e9);
    ppoll(places, used, &timeout, NULL);
    for (k = 0; k < used; k++) {
        if (places[k].revents != 0)
            take(streams[k], texts[k]);
    }
    for (i = 0; i < count; i++) {
        if (is_running(children[i]))
            look_after(children[i]);
    }
}

void child_wait_all(struct child *children, size_t count)
{
    struct child *list[CHILDREN_MAX];
    size_t i, running = count;

    for (i = 0; i < count; i++)
        list[i] = &children[i];
    while (running > 0) {
        run_pump(list, count, run_now() + 1);
        for (i = running = 0; i < count; i++)
            running += !children[i].ended;
    }
}

void child_wait(struct child *child)
{
    child_wait_all(child, 1);
}

bool child_await(struct child *child, const char *text)
{
    double until = run_now() + 5 * run_slow();

    while (strstr(child->error.bytes, text) == NULL && strstr(child->output.bytes, text) == NULL) {
        if (child->ended || run_now() > until)
            return false;
        run_pump(&child, 1, until);
    }
    return true;
}

void run(struct child *child, const char *arguments)
{
    child_start(child, arguments, NULL);
    child_wait(child);
}

void child_beside(struct child *child, pid_t other)
{
    child->beside = other;
    child->beside_before = held(other);
}

/* ---- Looking at what came */

bool child_late(const struct child *child, double most)
{
    return child->seconds - child->held > most * run_slow() + 2 * run_startup();
}

bool child_late_after(const struct child *child, double moment, double most)
{
    return child->began + child->seconds - child->held > moment + most * run_slow();
}

const char *child_defect(const struct child *child)
{
    static const char *const reports[] = {"Sanitizer",      "runtime error:",  "==ERROR",
                                          "stack smashing", "buffer overflow", "qemu: uncaught"};
    size_t i;

    for (i = 0; i < COUNT(reports); i++) {
        if (strstr(child->error.bytes, reports[i]) != NULL)
            return child->error.bytes;
    }
    if (child->overtime)
        return "it did not end";
    if (child->code == RUNNER_DEFECT)
        return child->error.bytes;
    return child->code < 0 ? "it was ended by a signal" : NULL;
}

bool run_matches(const char *text, const char *wanted, char *missed, size_t capacity)
{
    while (wanted != NULL && *wanted != '\0') {
        size_t length = strcspn(wanted, "|");
        bool not = *wanted == '!';

        snprintf(missed, capacity, "%.*s", (int)length - not, wanted + not );
        if ((strstr(text, missed) != NULL) == not ) {
            snprintf(missed, capacity, "%.*s", (int)length, wanted);
            return false;
        }
        wanted += length + (wanted[length] == '|');
    }
    return true;
}

size_t run_lines(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text == '\n' || text[1] == '\0';
    return count;
}

/* ---- Servers */

void server_begin(struct server *server, const char *specification, const char *path)
{
    char arguments[512];

    if (path != NULL)
        snprintf(server->path, sizeof server->path, "%s", path);
    else
        run_path(server->path, sizeof server->path, ".socket");
    snprintf(arguments, sizeof arguments, "sim %s --listen %s", specification, server->path);
    child_start(&server->child, arguments, NULL);
}

bool server_ready(const struct server *server)
{
    return strchr(server->child.output.bytes, '\n') != NULL;
}

void server_start(struct server *server, const char *specification)
{
    server_begin(server, specification, NULL);
    if (!child_await(&server->child, "\n"))
        fail_msg("sim %s: not ready: %s", specification, server->child.error.bytes);
}

void server_start_proxy(struct server *server, const char *specification)
{
    char arguments[256];

    snprintf(arguments, sizeof arguments, "sim %s --proxy", specification);
    child_start(&server->child, arguments, &(struct run_options){.limit = 60});
    if (!child_await(&server->child, "\n"))
        fail_msg("%s: not ready: %s", arguments, server->child.error.bytes);
}

void server_stop(struct server *server, int signal)
{
    kill(server->child.pid, signal);
    child_wait(&server->child);
    if (child_defect(&server->child) != NULL || server->child.code != 0)
        fail_msg("the server ended with %d: %s", server->child.code, server->child.error.bytes);
}

long server_left(const struct server *server)
{
    static const char line[] = "client ids left allocated: ";
    const char *place = strstr(server->child.output.bytes, line);

    return place != NULL ? atol(place + sizeof line - 1) : -1;
}

void server_stop_clean(struct server *server)
{
    server_stop(server, SIGTERM);
    assert_int_equal(server_left(server), 0);
}

void server_kill(struct server *server)
{
    if (server->child.pid != 0 && !server->child.ended) {
        kill(server->child.pid, SIGKILL);
        child_wait(&server->child);
    }
}
