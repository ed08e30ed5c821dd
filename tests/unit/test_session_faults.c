/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A whole unlock, from OPEN to CLOSE, in which each read and each write fails in
 * turn, in each way: the command ends in time, with a reason; what was taken is
 * given back; and the modem can be used again at once. Touches no device. */
#include "virtual_port.h"

#include "wdm/modem.h"

#define TIMEOUT (3 * WDM_SECOND)
#define GRACE   (250 * WDM_MILLISECOND)

/* How long closing waits for the answer to an allocation that was given up. */
#define LINGER_MS 100

static struct virtual_port port;
static struct wdm_modem modem;

/* A command that is played. */
struct flow {
    const char *specification;
    struct wdm_unlock_options options;
    bool unknown; /* the driver does not tell what the port speaks */
};

static const struct flow flows[] = {
    {"em7355", {.no_verify = true}, false},
    {"em7355", {.no_verify = false}, false},
    {"em7355", {.power_on = true}, false},
    {"em7355", {.no_verify = true}, true},
    {"em7355,unlocked", {.no_verify = false}, false},
    {"em7355,noise", {.power_on = true}, false},
    {"em7355,frag=64", {.no_verify = false}, false},
    {"em7355,merge,noise", {.no_verify = true}, false},
    {"em7355,delay=60", {.no_verify = true}, false},
    {"em7355,delay=400", {.no_verify = true}, false},
    {"em7355,first-open-lost", {.no_verify = true}, false},
    {"em7355-qmi", {.no_verify = true}, false},
    {"em7355-qmi", {.power_on = true}, false},
    {"em7355-qmi", {.no_verify = true}, true},
    {"em7355-qmi,noise", {.no_verify = false}, false},
    {"em7355-qmi,delay=60", {.no_verify = true}, false},
    {"em7355-qmi,delay=400", {.no_verify = true}, false},
    {"em7355-qmi,first-open-lost", {.no_verify = true}, false},
};

/* What became of it. */
struct outcome {
    bool done, closed;
    enum wdm_error_class kind; /* of the command's failure */
    size_t calls_before_close;
    size_t calls;
};

/* Runs the command to its end, as the program does. */
static struct outcome run(const struct flow *flow)
{
    struct wdm_unlock_report report;
    struct outcome outcome = {.kind = WDM_NO_ERROR};
    struct wdm_error error;
    wdm_time deadline = port.clock + TIMEOUT;
    port.latest = deadline;
    port.calls = 0;
    port.signalled = 0;
    port.port.interrupted = &port.signalled;
    wdm_error_clear(&error);
    wdm_modem_init(&modem, &port.port);
    outcome.done = wdm_modem_open(&modem, WDM_MODE_AUTO, deadline, &error) &&
                   wdm_unlock(&modem, &flow->options, &report, deadline, &error);
    if (!outcome.done) {
        outcome.kind = error.kind;
        assert_true(error.what[0] != '\0');
    }
    outcome.calls_before_close = port.calls;
    assert_true(port.clock <= deadline);
    if (port.latest < port.clock + GRACE || outcome.kind == WDM_INTERRUPTED)
        port.latest = port.clock + GRACE;
    wdm_error_clear(&error);
    outcome.closed = wdm_modem_close(&modem, port.latest, &error);
    assert_int_equal(outcome.closed, error.kind == WDM_NO_ERROR);
    assert_true(port.clock <= port.latest);
    outcome.calls = port.calls;
    return outcome;
}

static void start(const struct flow *flow)
{
    virtual_open(&port, flow->specification);
    if (flow->unknown)
        port.port.protocol = WDM_PROTOCOL_UNKNOWN;
}

/* Whether the person does not wait for as long as the modem takes to say which
 * client id it gave: that one is lost. */
static bool is_too_slow(void)
{
    return port.fault == VIRTUAL_INTERRUPTED && port.sim.faults.delay_ms > LINGER_MS;
}

/* Nothing is held by this end any more. */
static void check_session(void)
{
    if (modem.protocol == WDM_PROTOCOL_MBIM)
        assert_false(modem.session.opened || modem.session.opening);
    assert_int_equal(modem.qmi.client_count, 0);
    assert_true(modem.qmi.stray_count == 0 || is_too_slow());
}

/* With which failures a fault may end a command. */
static bool may_end(enum virtual_fault fault, enum wdm_error_class kind)
{
    switch (fault) {
    case VIRTUAL_GONE:
        return kind == WDM_GONE;
    case VIRTUAL_INTERRUPTED:
        return kind == WDM_INTERRUPTED;
    case VIRTUAL_DEADLINE:
    case VIRTUAL_LOST:
        return kind == WDM_NO_ERROR || kind == WDM_DEADLINE ||
               (kind == WDM_PROTOCOL && port.sim.faults.frag > 0);
    default:
        return kind == WDM_NO_ERROR || kind == WDM_DEADLINE || kind == WDM_PROTOCOL ||
               kind == WDM_REFUSED;
    }
}

/* Whether the fault hit what closing writes, so that the modem knows nothing. */
static bool closing_was_lost(const struct outcome *outcome)
{
    return port.fault_at > outcome->calls_before_close && port.fault_was_write &&
           port.fault != VIRTUAL_INTERRUPTED;
}

static void check_outcome(const struct flow *flow, const struct outcome *outcome)
{
    const char *name = virtual_fault_name(port.fault);
    bool early = port.fault_at <= outcome->calls_before_close;
    if (early && !may_end(port.fault, outcome->kind))
        fail_msg("%s, call %zu %s: ends with %s", flow->specification, port.fault_at, name,
                 wdm_error_class_name(outcome->kind));
    if (!early && !outcome->done)
        fail_msg("%s: fails before the fault", flow->specification);
    check_session();
    if (port.gone || closing_was_lost(outcome))
        return;
    if (wdm_sim_clients_left(&port.sim) > 0 && !is_too_slow())
        fail_msg("%s, call %zu %s: a client id is lost", flow->specification, port.fault_at, name);
    if (port.sim.opened)
        fail_msg("%s, call %zu %s: not closed", flow->specification, port.fault_at, name);
}

/* The next program finds a modem that works. */
static void check_afterwards(const struct flow *flow)
{
    struct outcome outcome;
    if (port.gone)
        return;
    wdm_port_close(&port.port);
    port.sim.faults.first_open_lost = false;
    port.fault = VIRTUAL_NONE;
    port.fault_at = 0;
    outcome = run(flow);
    if (!outcome.done || !outcome.closed)
        fail_msg("%s: and then %s", flow->specification, wdm_error_class_name(outcome.kind));
    check_session();
    assert_false(port.sim.locked);
}

static void test_without_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(flows); i++) {
        struct outcome outcome;
        start(&flows[i]);
        outcome = run(&flows[i]);
        assert_true(outcome.done && outcome.closed);
        check_session();
        assert_false(port.sim.locked);
        assert_int_equal(wdm_sim_clients_left(&port.sim), 0);
        assert_int_equal(wdm_sim_clients_untold(&port.sim), 0);
        assert_false(port.sim.opened);
    }
}

static void fail_each_call(const struct flow *flow, enum virtual_fault fault)
{
    struct outcome outcome;
    size_t calls;
    start(flow);
    calls = run(flow).calls;
    for (size_t at = 1; at <= calls; at++) {
        start(flow);
        port.fault = fault;
        port.fault_at = at;
        outcome = run(flow);
        check_outcome(flow, &outcome);
        check_afterwards(flow);
    }
}

static void test_each_call(void **state)
{
    const enum virtual_fault *fault = *state;
    for (size_t i = 0; i < COUNT(flows); i++)
        fail_each_call(&flows[i], *fault);
}

#define EACH_CALL(fault)                                                                           \
    {                                                                                              \
        "test_each_call " #fault, test_each_call, NULL, NULL, &faults[fault]                       \
    }

int main(void)
{
    static enum virtual_fault faults[VIRTUAL_FAULTS];
    for (size_t i = 0; i < COUNT(faults); i++)
        faults[i] = (enum virtual_fault)i;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_fault),
        EACH_CALL(VIRTUAL_DEADLINE),
        EACH_CALL(VIRTUAL_LOST),
        EACH_CALL(VIRTUAL_SHORT),
        EACH_CALL(VIRTUAL_GARBAGE),
        EACH_CALL(VIRTUAL_GONE),
        EACH_CALL(VIRTUAL_INTERRUPTED),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
