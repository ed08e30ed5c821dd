/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Every fault of the simulator, alone at each answer and in pairs, against unlock
 * and get-capabilities over a socket.
 *
 * WDMCTL_EVERY=N plays only each Nth case, for runners that are very slow.
 */
#include "game.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Deadline of a command, and what it may take longer; both times the slow factor. */
#define DEADLINE 0.5
#define OVERRUN  0.3

/* Jobs at once; they mostly wait. */
#define CROWD ((size_t)192)
/* Seconds between two starts, at the least: a crowd that starts at once is late. */
#define PACE 0.002
/* The part of its deadline for which a case may be held by a busy machine, and still be
 * judged by what the time decides. */
#define HELD_MOST 0.1
/* The part for which one is held where there are too many at once. */
#define HELD_MANY 0.4
/* Cases that were held longer are played again, so often at most: fewer at once, and each
 * time with double the deadline. */
#define ROUNDS 5

#define POSITIONS 12

static const struct flow flows[] = {
    {"unlock", "em7355", "-m mbim unlock", "OQAQQQQQRC"},
    {"get-capabilities in MBIM", "em7355", "-m mbim qmi dms get-capabilities", "OAQRC"},
    {"get-capabilities", "em7355-qmi", "-m qmi qmi dms get-capabilities", "AQR"},
};

static const struct fault others[] = {
    {DELAY, 20}, {SPLIT, 5}, {MERGE, 0},           {FRAG, 64},
    {NOISE, 0},  {BUSY, 0},  {FIRST_OPEN_LOST, 0}, {UNLOCKED, 0},
};

/* Other values, played alone. */
static const struct fault values[] = {
    {SPLIT, 1}, {SPLIT, 13}, {SPLIT, 1000}, {FRAG, 65}, {FRAG, 4096}, {DELAY, 0},
};

/* ---- Playing */

enum state { IDLE = 0, STARTING, PLAYING, STOPPING };

/* HELD: the machine did not let it show how it ends. */
enum verdict { GOOD = 0, BAD, HELD };

struct job {
    enum state state;
    double deadline;
    bool unplugged; /* the server ended by itself */
    struct game game;
    struct server server;
    struct child client;
};

static struct job jobs[CROWD];

/* What each flow writes where nothing goes wrong: locked, and not. */
static char expected[COUNT(flows)][2][1024];

/* The result without its first line where that names the port. */
static const char *result_of(const struct flow *flow, const struct child *client)
{
    const char *newline = strchr(client->output.bytes, '\n');

    return flow == &flows[0] && newline != NULL ? newline + 1 : client->output.bytes;
}

static void begin(struct job *job, double deadline)
{
    char specification[128];

    job->deadline = deadline * run_slow();

    game_specify(&job->game, specification, sizeof specification);
    server_begin(&job->server, specification, NULL);
    job->client.pid = 0;
    job->unplugged = false;
    job->state = STARTING;
}

static void begin_client(struct job *job)
{
    char arguments[256];

    snprintf(arguments, sizeof arguments, "-d unix:%s -t %.2f %s", job->server.path, job->deadline,
             job->game.flow->arguments);
    child_start(&job->client, arguments, NULL);
    child_beside(&job->client, job->server.child.pid);
    job->state = PLAYING;
}

/* Takes the job as far as it goes now; true when it has ended. */
static bool advance(struct job *job)
{
    if (job->state == STARTING && job->server.child.ended)
        return true;
    if (job->state == STARTING && server_ready(&job->server))
        begin_client(job);
    if (job->state == PLAYING && job->client.ended) {
        job->unplugged = job->server.child.ended || game_has(&job->game, UNPLUG);
        if (!job->server.child.ended)
            kill(job->server.child.pid, SIGTERM);
        job->state = STOPPING;
    }
    return job->state == STOPPING && job->server.child.ended;
}

/* What is wrong with what came out, whatever the time did; NULL: nothing. */
static const char *find_fault(const struct job *job)
{
    const struct game *game = &job->game;
    const struct child *client = &job->client;
    const char *text = client->error.bytes;
    size_t lines = run_lines(text);

    if (child_defect(&job->server.child) != NULL)
        return child_defect(&job->server.child);
    if (job->server.child.code != 0 || client->pid == 0)
        return "the server failed";
    if (child_defect(client) != NULL)
        return child_defect(client);
    if (client->code > 5 || client->code == 2 || client->code == 3)
        return "an exit code that nothing allows";
    if (lines > 1 || (lines == 0 && client->code != 0) ||
        (lines == 1 && strncmp(text, "wdmctl: ", 8) != 0))
        return "stderr is not one line";
    if (client->code == 0 && strcmp(result_of(game->flow, client),
                                    expected[game->flow - flows][game_has(game, UNLOCKED)]) != 0)
        return "wrong result";
    return NULL;
}

/* The same of what the time decides. */
static const char *find_delay(const struct job *job)
{
    const struct child *client = &job->client;

    if (child_late(client, job->deadline / run_slow() + OVERRUN))
        return "too late";
    if ((game_predict(&job->game) & GAME_CODE(client->code)) == 0)
        return "wrong exit code";
    /* A modem that is unplugged forgets its client ids itself. */
    if (server_left(&job->server) != 0 && !(job->unplugged && server_left(&job->server) > 0))
        return "client ids were left allocated";
    return NULL;
}

static void tell(const struct job *job, const char *problem)
{
    const struct game *game = &job->game;
    char specification[128];
    unsigned allowed = game_predict(game);
    int code;

    game_specify(game, specification, sizeof specification);
    print_error("%s on %s: %s: exit %d after %.3f s, held for %.3f s, allowed", game->flow->name,
                specification, problem, job->client.code, job->client.seconds, job->client.held);
    for (code = 0; code <= 5; code++) {
        if (allowed & GAME_CODE(code))
            print_error(" %d", code);
    }
    print_error("\n  stderr: %s\n  server: %s%s\n", job->client.error.bytes,
                job->server.child.output.bytes, job->server.child.error.bytes);
}

/* What came of a job that has ended; tells of what is wrong. */
static enum verdict judge(const struct job *job)
{
    const char *problem = find_fault(job);

    if (problem == NULL) {
        problem = find_delay(job);
        if (problem != NULL && job->client.held > HELD_MOST * job->deadline)
            return HELD;
    }
    if (problem != NULL)
        tell(job, problem);
    return problem != NULL ? BAD : GOOD;
}

/* The time between two starts, after a job was held for so long: up to four times the least
 * where the machine has much to do. */
static double next_pace(double pace, const struct job *job)
{
    double least = 2 * run_startup() / (double)sysconf(_SC_NPROCESSORS_ONLN) / 0.6;

    if (least < PACE)
        least = PACE;
    pace *= job->client.held > HELD_MANY * job->deadline ? 1.05 : 0.98;
    if (pace < least)
        return least;
    return pace < 4 * least ? pace : 4 * least;
}

/* Plays games, up to `crowd` at once and each with so many seconds, and keeps those that
 * were held, whose number it returns. Counts in `bad` those that went wrong. */
static size_t play(struct game *games, size_t count, size_t crowd, double deadline, size_t *bad)
{
    struct child *children[2 * CROWD];
    double pace = PACE, next_start = 0;
    size_t next = 0, running = 0, held_back = 0, i;

    while (next < count || running > 0) {
        size_t used = 0;
        double until = run_now() + 0.1;

        for (i = 0; i < crowd && next < count && run_now() >= next_start; i++) {
            if (jobs[i].state != IDLE)
                continue;
            jobs[i].game = games[next++];
            begin(&jobs[i], deadline);
            next_start = next_start > run_now() - 4 * pace ? next_start + pace : run_now() + pace;
            running++;
        }
        if (next < count && running < crowd && next_start < until)
            until = next_start;
        for (i = 0; i < crowd; i++) {
            if (jobs[i].state == IDLE)
                continue;
            children[used++] = &jobs[i].server.child;
            children[used++] = &jobs[i].client;
        }
        run_pump(children, used, until);
        for (i = 0; i < crowd; i++) {
            enum verdict verdict;

            if (jobs[i].state == IDLE || !advance(&jobs[i]))
                continue;
            verdict = judge(&jobs[i]);
            *bad += verdict == BAD;
            if (verdict == HELD)
                games[held_back++] = jobs[i].game; /* a place that is played already */
            pace = next_pace(pace, &jobs[i]);
            jobs[i].state = IDLE;
            running--;
        }
    }
    return held_back;
}

/* Keeps each Nth game, as WDMCTL_EVERY says. */
static size_t choose(struct game *games, size_t count)
{
    const char *every = getenv("WDMCTL_EVERY");
    size_t step = every != NULL && atoi(every) > 1 ? (size_t)atoi(every) : 1;
    size_t kept = 0, i;

    for (i = 0; i < count; i += step)
        games[kept++] = games[i];
    return kept;
}

/* Plays all. Where a busy machine held a case, and it did not end as it must, that says
 * nothing: it is played until the machine lets it. All others must be right at once. */
static void play_all(struct game *games, size_t all)
{
    size_t count = choose(games, all), left = count, crowd = CROWD, again = 0, bad = 0;
    double deadline = DEADLINE;
    int round;

    for (round = 0; round < ROUNDS && left > 0; round++) {
        left = play(games, left, crowd, deadline, &bad);
        again += left;
        crowd = crowd > 8 ? crowd / 8 : 1;
        deadline *= 2;
    }
    print_message("%zu cases, %zu played again since the machine held them\n", count, again);
    if (bad > 0 || left > 0)
        fail_msg("%zu of %zu cases failed, %zu were never let", bad, count, left);
}

/* ---- The tests */

/* A fault-free run of each flow is what the others are compared with. */
static int prepare(void **state)
{
    size_t i;
    int k;

    (void)state;
    for (i = 0; i < COUNT(flows); i++) {
        for (k = 0; k < 2; k++) {
            char specification[128];

            jobs[0].game = (struct game){&flows[i], {{k ? UNLOCKED : NONE, 0}}};
            jobs[0].deadline = 10 * run_slow();
            game_specify(&jobs[0].game, specification, sizeof specification);
            server_start(&jobs[0].server, specification);
            begin_client(&jobs[0]);
            child_wait(&jobs[0].client);
            jobs[0].state = IDLE;
            server_stop(&jobs[0].server, SIGTERM);
            if (jobs[0].client.code != 0 || server_left(&jobs[0].server) != 0)
                fail_msg("%s on %s: exit %d: %s", flows[i].name, specification, jobs[0].client.code,
                         jobs[0].client.error.bytes);
            assert_true(strlen(result_of(&flows[i], &jobs[0].client)) < sizeof expected[i][k]);
            strcpy(expected[i][k], result_of(&flows[i], &jobs[0].client));
            assert_true(strlen(expected[i][k]) > 20);
        }
    }
    return 0;
}

/* The faults there are: each numbered one at the answers 1 to `positions`. */
static size_t list_faults(struct fault *faults, unsigned positions)
{
    size_t count = 0, i;
    unsigned number;
    int kind;

    for (kind = DROP; kind <= NUMBERED; kind++) {
        for (number = 1; number <= positions; number++)
            faults[count++] = (struct fault){(enum kind)kind, number};
    }
    for (i = 0; i < COUNT(others); i++)
        faults[count++] = others[i];
    return count;
}

#define FAULTS_MAX ((size_t)NUMBERED * POSITIONS + COUNT(others))

/* The faults that the simulator lists are those that are played here. */
static void test_none_is_missing(void **state)
{
    static struct child child;
    const char *line;
    size_t count = 0;

    (void)state;
    run(&child, "sim");
    line = strstr(child.output.bytes, "faults");
    assert_non_null(line);
    while ((line = strchr(line, '\n')) != NULL && line[1] != '\0') {
        char name[32];

        line += strspn(line, "\n ");
        snprintf(name, sizeof name, "%.*s", (int)strcspn(line, "= \n"), line);
        if (!game_knows(name))
            fail_msg("the fault '%s' is not played", name);
        count++;
    }
    assert_int_equal(count, UNLOCKED);
}

static void test_alone(void **state)
{
    static struct game games[COUNT(flows) * (FAULTS_MAX + COUNT(values))];
    struct fault faults[FAULTS_MAX];
    size_t fault_count = list_faults(faults, POSITIONS);
    size_t count = 0, flow, i;

    (void)state;
    for (flow = 0; flow < COUNT(flows); flow++) {
        for (i = 0; i < fault_count; i++)
            games[count++] = (struct game){&flows[flow], {faults[i]}};
        for (i = 0; i < COUNT(values); i++)
            games[count++] = (struct game){&flows[flow], {values[i]}};
    }
    play_all(games, count);
}

/* Each two kinds of faults, at each answer of the exchange that they can have. */
static void test_pairs(void **state)
{
    static struct game games[COUNT(flows) * FAULTS_MAX * FAULTS_MAX / 2];
    struct fault faults[FAULTS_MAX];
    size_t count = 0, flow, a, b;

    (void)state;
    for (flow = 0; flow < COUNT(flows); flow++) {
        size_t fault_count = list_faults(faults, (unsigned)strlen(flows[flow].steps));

        for (a = 0; a < fault_count; a++) {
            for (b = a + 1; b < fault_count; b++) {
                if (faults[a].kind != faults[b].kind)
                    games[count++] = (struct game){&flows[flow], {faults[a], faults[b]}};
            }
        }
    }
    play_all(games, count);
}

/* Answers that are late by a part of the deadline. */
static const struct slow {
    double delay; /* in deadlines */
    size_t flow;
    int code;
} slow[] = {
    {9, 0, 4},
    {9, 1, 4},
    {9, 2, 4},
    {0.05, 0, 0},
    /* Two allocations are on their way before the first is answered. */
    {0.28, 1, 0},
    {0.36, 1, 4},
    {0.32, 2, 0},
    {0.60, 2, 4},
};

/* Whether the machine held a client too long to tell; fails the test where it did not, and
 * it went wrong. */
static bool was_held(const struct slow *row, const struct server *server,
                     const struct child *client, double deadline)
{
    bool good = client->code == row->code && !child_late(client, deadline + OVERRUN) &&
                server_left(server) == 0;

    if (child_defect(client) != NULL ||
        (!good && client->held <= HELD_MOST / 2 * deadline * run_slow()))
        fail_msg("%s, delay %.2f of %.2f s: exit %d after %.3f s, held for %.3f s: %s%s",
                 flows[row->flow].name, row->delay, deadline, client->code, client->seconds,
                 client->held, client->error.bytes, server->child.output.bytes);
    return !good;
}

/* All rows at once. Returns how many were held. */
static size_t play_slow(double deadline)
{
    static struct server servers[COUNT(slow)];
    static struct child clients[COUNT(slow)];
    size_t held_back = 0, i;

    for (i = 0; i < COUNT(slow); i++) {
        char specification[64], arguments[256];

        snprintf(specification, sizeof specification, "%s,delay=%.0f",
                 flows[slow[i].flow].personality, slow[i].delay * deadline * run_slow() * 1000);
        server_start(&servers[i], specification);
        snprintf(arguments, sizeof arguments, "-d unix:%s -t %.2f %s", servers[i].path,
                 deadline * run_slow(), flows[slow[i].flow].arguments);
        child_start(&clients[i], arguments, NULL);
        child_beside(&clients[i], servers[i].child.pid);
    }
    child_wait_all(clients, COUNT(slow));
    for (i = 0; i < COUNT(slow); i++)
        server_stop(&servers[i], SIGTERM);
    for (i = 0; i < COUNT(slow); i++)
        held_back += was_held(&slow[i], &servers[i], &clients[i], deadline);
    return held_back;
}

/* Each answer is late by a part of the time that the command has, or by more: the
 * command gives up, or not, and what it is given meanwhile is given back. */
static void test_slow_modem(void **state)
{
    double deadline = DEADLINE;
    int round = 0;

    (void)state;
    while (play_slow(deadline) > 0) {
        assert_true(++round < ROUNDS);
        deadline *= 2;
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_none_is_missing),
        cmocka_unit_test(test_alone),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_slow_modem),
    };

    return cmocka_run_group_tests(tests, prepare, NULL);
}
