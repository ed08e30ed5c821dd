/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulator on a pseudo-terminal: a character device, as a modem's port is. */
#include "run.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct child sim, client;
static char device[64];

/* Starts the simulator and takes the name of its terminal. */
static void start(const char *specification)
{
    char arguments[128];

    snprintf(arguments, sizeof arguments, "sim %s --pty", specification);
    child_start(&sim, arguments, NULL);
    if (!child_await(&sim, "\n"))
        fail_msg("%s: not ready: %s", arguments, sim.error.bytes);
    snprintf(device, sizeof device, "%.*s", (int)strcspn(sim.output.bytes, "\n"), sim.output.bytes);
    assert_int_equal(strncmp(device, "/dev/", 5), 0);
}

static void stop(void)
{
    kill(sim.pid, SIGTERM);
    child_wait(&sim);
    if (child_defect(&sim) != NULL || sim.code != 0 ||
        strstr(sim.output.bytes, "client ids left allocated: 0") == NULL)
        fail_msg("the simulator ended with %d: %s%s", sim.code, sim.output.bytes, sim.error.bytes);
}

static void use(const char *arguments, int code, const char *wanted)
{
    char text[256], missed[128];

    snprintf(text, sizeof text, "-d %s %s", device, arguments);
    run(&client, text);
    if (child_defect(&client) != NULL || client.code != code ||
        !run_matches(code == 0 ? client.output.bytes : client.error.bytes, wanted, missed,
                     sizeof missed))
        fail_msg("%s: exit %d: %s%s", text, client.code, client.output.bytes, client.error.bytes);
}

static void test_mbim(void **state)
{
    (void)state;
    start("em7355");
    use("-t 5 -m mbim unlock", 0, "was on and is off");
    use("-t 5 unlock", 0, "was off already");
    use("-t 5 qmi dms get-capabilities", 0, "lte");
    use("-t 5 radio on", 0, "");
    use("-t 5 radio", 0, "online");
    use("-t {0.6} -m qmi qmi dms get-capabilities", 4, "MBIM|-m mbim");
    stop();
}

static void test_qmi(void **state)
{
    (void)state;
    start("em7355-qmi");
    use("-t 5 -m qmi qmi dms get-capabilities", 0, "lte");
    use("-t {1} qmi dms get-capabilities", 0, "lte");
    use("-t {1} unlock", 0, "was on and is off");
    stop();
}

/* Every byte value passes, and a name without its folder is one in /dev. */
static void test_bytes(void **state)
{
    (void)state;
    start("em7355,split=1,noise");
    use("-t 5 -m mbim mbim basic-connect device-services", 0,
        "d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3");
    memmove(device, device + 5, strlen(device + 5) + 1);
    if (strchr(device, '/') == NULL)
        use("-t 5 -m mbim info", 0, "EM7355");
    stop();
}

static void test_unplugged(void **state)
{
    (void)state;
    start("em7355,unplug=3");
    use("-t 5 -m mbim unlock", 5, "went away");
    assert_false(child_late(&client, 1));
    child_wait(&sim);
    assert_int_equal(sim.code, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mbim),
        cmocka_unit_test(test_qmi),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_unplugged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
