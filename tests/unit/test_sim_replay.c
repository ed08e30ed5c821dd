/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem that answers as a recorded one did: which answer it gives, with which ids,
 * when; what it does not know; and recordings that are damaged. */
#include "wdm/sim_replay.h"

#include <stdio.h>
#include <string.h>

#include "recording_support.h"
#include "sim_host.h"

static struct wdm_recording recording;
static struct wdm_sim_replay replay;
static struct sim_host host;

static void start(const char *options)
{
    struct wdm_error error;
    wdm_error_clear(&error);
    if (!wdm_sim_replay_init(&host.sim, &replay, &recording, "test", options, &error))
        fail_msg("%s: %s", options, error.what);
    host.sim.boundaries = true;
    host.now = 1000 * WDM_SECOND;
    host.transaction = 0;
    memset(host.clients, 0, sizeof(host.clients));
    host.length = 0;
}

/* Plays a host's lines; the modem must answer as the others say. */
static void converse(const char *name, const char *lines)
{
    static struct script script;
    script_begin(&script);
    script_add(&script, lines);
    host_take(&host);
    for (size_t i = 0; i < script.count; i++) {
        const struct wdm_script_step *step = &script.steps[i];
        if (step->kind == WDM_SCRIPT_EXPECT) {
            if (host.length > 0)
                fail_msg("%s: line %zu: the modem says more", name, i);
            host_send(&host, step->bytes, step->length);
            host_take(&host);
            continue;
        }
        if (host.length < step->length || memcmp(host.bytes, step->bytes, step->length) != 0) {
            print_message("%s: line %zu\n", name, i);
            assert_bytes(host.bytes, host.length, step->bytes, step->length);
        }
        host.length -= step->length;
        memmove(host.bytes, host.bytes + step->length, host.length);
    }
    if (host.length > 0)
        fail_msg("%s: the modem says more at the end", name);
}

#define ASK(client, transaction, value)                                                            \
    "> " DMS_REQUEST(client, transaction, "2e00") "01 0100 " value "\n"
#define TELL(client, transaction, value)                                                           \
    "< " DMS_ANSWER(client, transaction, "2e00") SUCCESS "77 0100 " value "\n"
#define TAKEN "> " ALLOCATE("01") "< " ALLOCATED("01", "07")

/* Three answers to the same, one to the like. */
#define IN_TURN                                                                                    \
    TAKEN ASK("07", "0100", "01") TELL("07", "0100", "a1") ASK("07", "0200", "01")                 \
        TELL("07", "0200", "a2") ASK("07", "0300", "02") TELL("07", "0300", "a3")                  \
            ASK("07", "0400", "01")

#define SUBSCRIBED "> " ALLOCATE("05") "< " ALLOCATED("05", "07")

static void test_answers(void **state)
{
    (void)state;
    static const struct {
        const char *name, *recorded, *options, *played;
    } rows[] = {
        /* The recorded id is given where it is free; transaction ids are the request's. */
        {"as recorded", IN_TURN, "",
         SUBSCRIBED ASK("07", "3412", "01") TELL("07", "3412", "a1") ASK("07", "3512", "01")
             TELL("07", "3512", "a2")},
        /* The last one has no answer: once; then it is the last answer again. */
        {"in turn, and the last again", IN_TURN, "",
         SUBSCRIBED ASK("07", "0100", "01") TELL("07", "0100", "a1") ASK("07", "0200", "01")
             TELL("07", "0200", "a2") ASK("07", "0300", "01") ASK("07", "0400", "01")
                 TELL("07", "0400", "a2") ASK("07", "0500", "01") TELL("07", "0500", "a2")},
        {"another payload", IN_TURN, "order=nearest",
         SUBSCRIBED ASK("07", "0100", "02") TELL("07", "0100", "a3") ASK("07", "0200", "09")
             TELL("07", "0200", "a1") ASK("07", "0300", "08") TELL("07", "0300", "a2")},
        {"in the recorded order", IN_TURN, "order=strict",
         SUBSCRIBED ASK("07", "0100", "02") "< " DMS_ANSWER("07", "0100", "2e00")
             RESULT("0100 5e00") "\n" ASK("07", "0200", "01") TELL("07", "0200", "a1")
                 ASK("07", "0300", "02") "< " DMS_ANSWER("07", "0300", "2e00")
                     RESULT("0100 5e00") "\n" ASK("07", "0400", "01") TELL("07", "0400", "a2")
                         ASK("07", "0500", "02") TELL("07", "0500", "a3") ASK("07", "0600", "01")},
        {"unknown: an error", TAKEN, "unknown=error",
         "> " ALLOCATE("05") "< " ALLOCATED("05", "07") ASK("07", "0100", "01") "< " DMS_ANSWER(
             "07", "0100", "2e00") RESULT("0100 5e00") "\n"},
        {"unknown: silence", TAKEN, "unknown=silence",
         SUBSCRIBED ASK("07", "0100", "01") "> " RELEASE("06", "07") "< " RELEASED("06", "07")},
        /* Client ids are the simulator's: one that was not given is not known. */
        {"another's client id", IN_TURN, "",
         ASK("07", "0100", "01") "< " DMS_ANSWER("07", "0100", "2e00") RESULT("0100 0700") "\n"},
        {"two at once", IN_TURN, "",
         SUBSCRIBED "> " ALLOCATE("06") "< " ALLOCATED("06", "08") ASK("08", "0100", "01")
             TELL("08", "0100", "a1") "> " RELEASE("07", "08") "< " RELEASED(
                 "07", "08") "> " RELEASE("08", "08") "< " CTL_ANSWER("08", "2300")
                 RESULT("0100 0700") "\n" ASK("08", "0200", "01") "< " DMS_ANSWER(
                     "08", "0200", "2e00") RESULT("0100 0700") "\n"},
        {"none left", IN_TURN, "busy",
         "> " ALLOCATE("05") "< " CTL_ANSWER("05", "2200") RESULT("0100 0500") "\n"},
        /* A recording that begins in the middle uses ids that nobody gave. */
        {"began in the middle", ASK("14", "0100", "01") TELL("14", "0100", "a1"), "",
         ASK("14", "0500", "01") TELL("14", "0500", "a1") "> " ALLOCATE("01") "< " ALLOCATED(
             "01", "01") ASK("01", "0600", "01") TELL("01", "0600", "a1")},
        {"an answer alone", TELL("14", "0100", "a1"), "",
         "> " ALLOCATE("01") "< " ALLOCATED("01", "01") ASK("01", "0600", "01")
             TELL("01", "0600", "a1") ASK("01", "0700", "02") TELL("01", "0700", "a1")},
        /* CTL that the recording has not. */
        {"versions", TAKEN, "",
         "> " CTL_REQUEST("09", "2100") "\n< " CTL_ANSWER("09", "2100") SUCCESS
         "01 0b00 02 00 01000000 02 01000000\n"},
        {"sync", IN_TURN, "",
         SUBSCRIBED "> " CTL_REQUEST("09", "2700") "\n< " CTL_ANSWER("09", "2700") SUCCESS "\n" ASK(
             "07", "0100", "01") "< " DMS_ANSWER("07", "0100", "2e00") RESULT("0100 0700") "\n"},
        {"a service it has not", TAKEN, "",
         "> " CTL_REQUEST("09", "2200") "01 0100 03\n< " CTL_ANSWER("09", "2200")
             RESULT("0100 1f00") "\n"},
        {"a refused allocation",
         "> " ALLOCATE("01") "< " CTL_ANSWER("01", "2200") RESULT("0100 0500") "\n", "",
         "> " ALLOCATE("02") "< " CTL_ANSWER("02", "2200") RESULT("0100 0500") "\n"},
        {"an allocation that names none",
         "> " ALLOCATE("01") "< " CTL_ANSWER("01", "2200") SUCCESS "\n", "",
         "> " ALLOCATE("02") "< " CTL_ANSWER("02", "2200") SUCCESS "\n"},
        /* Faults are the simulator's. */
        {"a fault", IN_TURN, "drop=2",
         SUBSCRIBED ASK("07", "0100", "01") ASK("07", "0200", "01") TELL("07", "0200", "a2")},
        {"the first is lost", IN_TURN, "first-open-lost",
         "> " ALLOCATE("01") "> " ALLOCATE("02") "< " ALLOCATED("02", "07")},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        recording_of_script(&recording, rows[i].recorded);
        start(rows[i].options);
        converse(rows[i].name, rows[i].played);
        if (strncmp(rows[i].name, "an allocation", 13) == 0)
            assert_int_equal(wdm_sim_clients_left(&host.sim), 0);
    }
}

/* ---- MBIM */

#define RADIO(transaction, operation)                                                              \
    COMMAND(transaction, UUID_BASIC_CONNECT, "03000000", operation)
#define RADIO_DONE(transaction, value)                                                             \
    COMMAND_DONE(transaction, UUID_BASIC_CONNECT, "03000000", "00000000") "01000000" value "\n"
#define CARRY(transaction, qmux)   COMMAND(transaction, UUID_QMI, "01000000", "01000000") qmux
#define CARRIED(transaction, qmux) COMMAND_DONE(transaction, UUID_QMI, "01000000", "00000000") qmux
#define QUERY                      "00000000"
#define SET                        "01000000"

#define MBIM_RECORDED                                                                              \
    OPEN("01000000")                                                                               \
    OPEN_DONE("01000000")                                                                          \
    RADIO("02000000", QUERY)                                                                       \
    "\n" RADIO_DONE("02000000", "00000000")                                                        \
        RADIO("03000000", SET) "01000000\n" RADIO_DONE("03000000", "01000000")                     \
            CARRY("04000000", ALLOCATE("01")) CARRIED("04000000", ALLOCATED("01", "14"))           \
                CARRY("05000000", DMS_REQUEST("14", "0100", "2d00") "\n")                          \
                    CARRIED("05000000", DMS_ANSWER("14", "0100", "2d00") SUCCESS "01 0100 01\n")   \
                        CLOSE("06000000") CLOSE_DONE("06000000")

static void test_mbim(void **state)
{
    (void)state;
    static const struct {
        const char *name, *recorded, *options, *played;
    } rows[] = {
        {"as recorded", MBIM_RECORDED, "",
         OPEN("09000000") OPEN_DONE("09000000")
             RADIO("0a000000", QUERY) "\n" RADIO_DONE("0a000000", "00000000")
                 RADIO("0b000000", SET) "01000000\n" RADIO_DONE("0b000000", "01000000")
                     CLOSE("0c000000") CLOSE_DONE("0c000000")},
        {"QMI inside", MBIM_RECORDED, "order=strict",
         OPEN("09000000") OPEN_DONE("09000000") CARRY("0a000000", ALLOCATE("77"))
             CARRIED("0a000000", ALLOCATED("77", "14"))},
        {"not opened", MBIM_RECORDED, "",
         COMMAND("0a000000", UUID_BASIC_CONNECT, "0b000000",
                 QUERY) "\n" FUNCTION_ERROR("0a000000", "05000000")},
        {"not known", MBIM_RECORDED, "",
         OPEN("09000000") OPEN_DONE("09000000")
             COMMAND("0a000000", UUID_BASIC_CONNECT, "0b000000", QUERY) "\n" COMMAND_DONE(
                 "0a000000", UUID_BASIC_CONNECT, "0b000000", "09000000") "\n"},
        {"carries no QMI", OPEN("01000000") OPEN_DONE("01000000"), "",
         OPEN("09000000") OPEN_DONE("09000000") CARRY("0a000000", ALLOCATE("77"))
             COMMAND_DONE("0a000000", UUID_QMI, "01000000", "09000000") "\n"},
        {"device services", RADIO("02000000", QUERY) "\n" RADIO_DONE("02000000", "00000000"), "",
         OPEN("09000000") OPEN_DONE("09000000")
             COMMAND("0a000000", UUID_BASIC_CONNECT, "10000000", QUERY) "\n" COMMAND_DONE(
                 "0a000000", UUID_BASIC_CONNECT, "10000000",
                 "00000000") "01000000 00000000 10000000 20000000 " UUID_BASIC_CONNECT
                             "00000000 00000000 01000000 03000000\n"},
        {"the list of events", RADIO("02000000", QUERY) "\n", "",
         OPEN("09000000") OPEN_DONE("09000000")
             COMMAND("0a000000", UUID_BASIC_CONNECT, "13000000", SET) "00000000\n" COMMAND_DONE(
                 "0a000000", UUID_BASIC_CONNECT, "13000000", "00000000") "00000000\n"},
        {"an OPEN that fails, and one that does not",
         OPEN("01000000") "< 01000080 L 01000000 02000000\n" OPEN("02000000") OPEN_DONE("02000000"),
         "",
         OPEN("05000000") "< 01000080 L 05000000 02000000\n" RADIO(
             "06000000", QUERY) "\n" FUNCTION_ERROR("06000000", "05000000") OPEN("07000000")
             OPEN_DONE("07000000")},
        {"an OPEN that is not answered", OPEN("01000000") OPEN("02000000") OPEN_DONE("02000000"),
         "", OPEN("05000000") OPEN("07000000") OPEN_DONE("07000000")},
        {"a wrong length, answered",
         OPEN("01000000") OPEN_DONE(
             "01000000") "> 03000000 3d000000 02000000 01000000 00000000 " UUID_BASIC_CONNECT
                         "03000000 00000000 00000000\n" FUNCTION_ERROR("02000000", "06000000"),
         "",
         OPEN("05000000") OPEN_DONE(
             "05000000") "> 03000000 3d000000 08000000 01000000 00000000 " UUID_BASIC_CONNECT
                         "03000000 00000000 00000000\n" FUNCTION_ERROR("08000000", "06000000")},
        /* Once all was asked for, CLOSE begins anew. */
        {"begins anew",
         OPEN("01000000") OPEN_DONE("01000000")
             RADIO("02000000", QUERY) "\n" RADIO_DONE("02000000", "00000000")
                 RADIO("03000000", QUERY) "\n" RADIO_DONE("03000000", "01000000") CLOSE("04000000")
                     CLOSE_DONE("04000000"),
         "order=strict",
         OPEN("09000000") OPEN_DONE("09000000")
             RADIO("0a000000", QUERY) "\n" RADIO_DONE("0a000000", "00000000")
                 RADIO("0b000000", QUERY) "\n" RADIO_DONE("0b000000", "01000000") CLOSE("0c000000")
                     CLOSE_DONE("0c000000") OPEN("0d000000") OPEN_DONE("0d000000")
                         RADIO("0e000000", QUERY) "\n" RADIO_DONE("0e000000", "00000000")},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        recording_of_script(&recording, rows[i].recorded);
        start(rows[i].options);
        converse(rows[i].name, rows[i].played);
    }
}

/* ---- Indications, and when they come */

static void test_indications(void **state)
{
    (void)state;
    static const char recorded[] = "< " DMS_INDICATION("07", "0300") "\n" TAKEN "< " DMS_INDICATION(
        "07", "0100") "\n"
                      "< " DMS_INDICATION("ff", "0200") "\n" ASK("07", "0100", "01")
                          TELL("07", "0100", "a1") "< " DMS_INDICATION("07", "0400") "\n";
    recording_of_script(&recording, recorded);
    start("");
    /* The client id 07 is taken already: theirs is another. */
    host.sim.clients[host.sim.client_count++] =
        (struct wdm_sim_client){.service = WDM_QMI_SERVICE_DMS, .client = 7};
    converse(
        "indications",
        "> " ALLOCATE("05") "< " ALLOCATED("05", "08") "< " DMS_INDICATION(
            "08",
            "0300") "\n< " DMS_INDICATION("08",
                                          "0100") "\n< " DMS_INDICATION("ff",
                                                                        "0200") "\n" ASK("08",
                                                                                         "0100",
                                                                                         "01")
            TELL("08", "0100", "a1") "< " DMS_INDICATION("08", "0400") "\n"
        /* And only once. */
        ASK("08", "0200", "01") TELL("08", "0200", "a1"));
}

static void test_speed(void **state)
{
    (void)state;
    static const char log[] =
        "   0.000 > 01 0c 00 00 02 05 00 01 00 20 00 00 00\n"
        "   0.200 < 01 13 00 80 02 05 02 01 00 20 00 07 00 02 04 00 00 00 00 00\n"
        "   1.000 < 01 0c 00 80 02 ff 04 00 00 01 00 00 00\n";
    static const struct {
        const char *options;
        wdm_time answer, indication;
    } rows[] = {
        {"", 0, 0},
        {"speed=1", 200 * WDM_MILLISECOND, 1000 * WDM_MILLISECOND},
        {"speed=10", 20 * WDM_MILLISECOND, 100 * WDM_MILLISECOND},
        {"speed=0.5", 400 * WDM_MILLISECOND, 2000 * WDM_MILLISECOND},
        {"speed=1,delay=50", 250 * WDM_MILLISECOND, 1050 * WDM_MILLISECOND},
    };
    recording_of(&recording, log);
    assert_int_equal(recording.count, 3);
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint8_t bytes[64];
        start(rows[i].options);
        wdm_time began = host.now;
        host_send_hex(&host, "01 0c 00 00 02 05 00 09 00 20 00 00 00");
        wdm_time seen[2];
        for (size_t k = 0; k < 2; k++) {
            wdm_time due;
            while ((due = wdm_sim_due(&host.sim)) != WDM_FOREVER &&
                   wdm_sim_output(&host.sim, bytes, sizeof(bytes), due) == 0)
                ;
            assert_true(due != WDM_FOREVER);
            seen[k] = due - began;
        }
        assert_int_equal(seen[0], rows[i].answer);
        assert_int_equal(seen[1], rows[i].indication);
        assert_true(wdm_sim_due(&host.sim) == WDM_FOREVER);
    }
}

/* A long answer that was recorded whole is cut as the host wants it. */
static void test_fragments(void **state)
{
    (void)state;
    static char text[4096];
    size_t length = (size_t)snprintf(text, sizeof(text), "%s",
                                     RADIO("02000000", QUERY) "\n" COMMAND_DONE(
                                         "02000000", UUID_BASIC_CONNECT, "03000000", "00000000"));
    for (size_t i = 0; i < 300; i++)
        length += (size_t)snprintf(text + length, sizeof(text) - length, "%02x", (unsigned)i & 255);
    (void)snprintf(text + length, sizeof(text) - length, "\n");
    recording_of_script(&recording, text);
    start("");
    converse("opens", "> 01000000 L 01000000 80000000\n" OPEN_DONE("01000000"));
    host_send_hex(&host, "03000000 30000000 05000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aa"
                         "e6df 03000000 00000000 00000000");
    host_take(&host);
    assert_int_equal(host_message_count(&host), 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(host_message(&host, i).length <= 128);
}

static void test_options(void **state)
{
    (void)state;
    static const struct {
        const char *options, *error;
    } rows[] = {
        {"order=backwards", "'order=backwards' is none of order=nearest|strict"},
        {"unknown=", "'unknown=' is none of"},
        {"speed=0", "'speed=0' is none of"},
        {"speed=1x", "'speed=1x' is none of"},
        {"speed=2000000", "'speed=2000000' is none of"},
        {"order=strict,dorp=3", "no fault 'dorp'"},
        {"drop=0", "the fault drop=N needs a number"},
    };
    struct wdm_error error;
    recording_of_script(&recording, TAKEN);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_false(
            wdm_sim_replay_init(&host.sim, &replay, &recording, "test", rows[i].options, &error));
        assert_int_equal(error.kind, WDM_USAGE);
        if (!strstr(error.what, rows[i].error))
            fail_msg("%s: %s", rows[i].options, error.what);
    }
    start("unknown=silence,speed=3.5,drop=2,order=strict,noise");
    assert_int_equal(host.sim.faults.drop, 2);
    assert_true(host.sim.faults.noise && replay.silent);
    assert_int_equal(replay.order, WDM_SIM_STRICT);
    assert_int_equal(replay.speed, 3500);
    size_t count = 0;
    while (wdm_sim_replay_option_name(count) && wdm_sim_replay_option_summary(count))
        count++;
    assert_int_equal(count, 5);
}

/* ---- Fixtures, whole and damaged */

/* Says again what the recorded host said, with client ids as they are. */
static void ask_all(void)
{
    for (size_t i = 0; i < recording.count; i++) {
        const struct wdm_recorded *message = &recording.messages[i];
        if (!message->from_modem)
            host_send(&host, recording.bytes + message->start, message->length);
        host_take(&host);
    }
}

/* Every request of every fixture gets the recorded answer, byte by byte, since all ids
 * are as they were. */
static void test_fixtures(void **state)
{
    (void)state;
    static const char *const options[] = {"", "order=strict"};
    static char names[FIXTURES_MAX][FIXTURE_NAME_MAX];
    size_t count = fixture_list(names);
    for (size_t i = 0; i < count; i++) {
        recording_of_fixture(&recording, names[i]);
        for (size_t k = 0; k < COUNT(options); k++) {
            start(options[k]);
            /* What begins in the middle finds the function open. */
            host.sim.opened = true;
            for (uint32_t at = 0; at < recording.count; at++) {
                const struct wdm_recorded *message = &recording.messages[at];
                if (message->role != WDM_EXCHANGE_REQUEST)
                    continue;
                host_send(&host, recording.bytes + message->start, message->length);
                host_take(&host);
                if (message->partner == WDM_RECORDED_NONE) {
                    assert_int_equal(host.length, 0);
                    continue;
                }
                const struct wdm_recorded *answer = &recording.messages[message->partner];
                assert_bytes(host.bytes, host.length, recording.bytes + answer->start,
                             answer->length);
            }
        }
    }
}

static void test_damaged(void **state)
{
    (void)state;
    static char names[FIXTURES_MAX][FIXTURE_NAME_MAX];
    static char text[65536], copy[65536];
    struct wdm_error error;
    size_t count = fixture_list(names);
    size_t played = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = fixture_text(names[i], ".txt", text, sizeof(text));
        for (size_t at = 0; at < length; at++) {
            memcpy(copy, text, length);
            copy[at] = (char)(copy[at] ^ 1 << at % 8);
            if (!recording_load(&recording, copy, at % 3 ? length : at, &error) ||
                !wdm_sim_replay_init(&host.sim, &replay, &recording, "damaged", "", &error))
                continue;
            host.sim.boundaries = true;
            host.now = 0;
            ask_all();
            played++;
        }
    }
    assert_true(played > 1000);
}

/* The host goes, and another comes: the recording begins anew, also in the middle of a
 * wait. */
static void test_disconnect(void **state)
{
    (void)state;
    recording_of_script(&recording, IN_TURN);
    start("");
    for (size_t i = 0; i < 2; i++) {
        converse("a host", i == 0 ? "> " ALLOCATE("05") "< " ALLOCATED("05", "07")
                                        ASK("07", "0100", "01") TELL("07", "0100", "a1")
                                  : ASK("07", "0100", "01") TELL("07", "0100", "a1"));
        wdm_sim_disconnect(&host.sim);
    }
    assert_int_equal(wdm_sim_clients_left(&host.sim), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),     cmocka_unit_test(test_mbim),
        cmocka_unit_test(test_indications), cmocka_unit_test(test_speed),
        cmocka_unit_test(test_fragments),   cmocka_unit_test(test_options),
        cmocka_unit_test(test_fixtures),    cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_disconnect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
