/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Hosts that mean harm to a simulated modem: nothing is overrun, all is bounded,
 * and a host that means well is understood afterwards. */
#include "sim_host.h"
#include "support.h"

#define OPEN     "01000000 10000000 01000000 00100000"
#define CLOSE    "02000000 0c000000 03000000"
#define UUID_QMI "d1a30bc2f97a6e43bf65c7e24fb0f0d3"
#define ALLOCATE                                                                                   \
    "03000000 40000000 02000000 01000000 00000000" UUID_QMI                                        \
    "01000000 01000000 10000000 010f00 00 00 00 00 01 2200 0400 01 0100 02"
#define QMI_ALLOCATE "01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 02"
#define QMI_MODE     "01 0c 00 00 02 14 00 02 00 2d 00 00 00"

/* A generator of their bytes: xorshift. */

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static const char *const hostile[] = {
    "em7355",
    "em7355-qmi",
    "silent",
    "mbim-only",
    "em7355,noise,dup=3,frag=64,late=5,garble=7,truncate=9",
    "em7355-qmi,noise,split=3,merge",
};

static void test_random_bytes(void **state)
{
    (void)state;
    static struct sim_host host;
    uint32_t seed = 2463534242U;
    for (size_t s = 0; s < COUNT(hostile) * 2; s++) {
        host_start(&host, hostile[s / 2]);
        host.sim.boundaries = s % 2;
        for (size_t i = 0; i < 300; i++) {
            uint8_t bytes[6000];
            size_t length = next_random(&seed) % sizeof(bytes);
            for (size_t k = 0; k < length; k++)
                bytes[k] = (uint8_t)(next_random(&seed) & 0xff);
            host_send(&host, bytes, length);
            host_take(&host);
        }
        /* It still understands one that means well, after what may be the rest of
         * a message begun by chance. */
        uint8_t nothing[WDM_SIM_CONTROL] = {0};
        if (!host.sim.boundaries)
            host_send(&host, nothing, sizeof(nothing));
        host_take(&host);
        uint32_t before = host.sim.answers;
        host_send_hex(&host, host.sim.protocol == WDM_PROTOCOL_MBIM ? OPEN : QMI_ALLOCATE);
        assert_int_equal(host.sim.answers, before + 1);
    }
}

/* Good requests with a few bytes changed get further. */
static void test_mutations(void **state)
{
    (void)state;
    static const char *const requests[] = {
        OPEN,
        ALLOCATE,
        QMI_ALLOCATE,
        QMI_MODE,
        "01 10 00 00 02 14 00 02 00 2e 00 04 00 01 01 00 00",
        /* Device Service Subscribe List with one event. */
        "03000000 5c000000 02000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df"
        "13000000 01000000 2c000000 01000000 0c000000 18000000" UUID_QMI
        "01000000 01000000 00000000",
        /* Connect. */
        "03000000 54000000 02000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df"
        "0c000000 00000000 24000000 00000000 00000000 00000000 00000000" UUID_QMI "00000000",
        "03000000 34000000 02000000 02000000 00000000" UUID_QMI
        "01000000 01000000 10000000 010f0000",
        "03000000 20000000 02000000 02000000 01000000 00000001 22000400 01010002",
    };
    static struct sim_host host;
    uint32_t seed = 88675123U;
    for (size_t s = 0; s < COUNT(hostile); s++) {
        host_start(&host, hostile[s]);
        host.sim.boundaries = true;
        host_send_hex(&host, host.sim.protocol == WDM_PROTOCOL_MBIM ? OPEN ALLOCATE : QMI_ALLOCATE);
        for (size_t i = 0; i < 4000; i++) {
            uint8_t bytes[256];
            size_t length = bytes_of_hex(requests[i % COUNT(requests)], bytes, sizeof(bytes));
            for (size_t k = next_random(&seed) % 4; k > 0; k--)
                bytes[next_random(&seed) % length] = (uint8_t)(next_random(&seed) & 0xff);
            if (next_random(&seed) % 8 == 0)
                length = next_random(&seed) % length;
            host_send(&host, bytes, length);
            host_take(&host);
            if (host.sim.gone || !host.sim.opened) {
                host_start(&host, hostile[s]);
                host.sim.boundaries = i % 2;
                host_send_hex(&host, OPEN);
            }
        }
    }
}

/* Every request cut short at every byte, and lengths that cannot be. */
static void test_truncations(void **state)
{
    (void)state;
    static const char *const requests[] = {OPEN, ALLOCATE, CLOSE, QMI_ALLOCATE, QMI_MODE};
    static struct sim_host host;
    for (size_t s = 0; s < COUNT(hostile) * 2; s++) {
        for (size_t i = 0; i < COUNT(requests); i++) {
            uint8_t bytes[256];
            size_t length = bytes_of_hex(requests[i], bytes, sizeof(bytes));
            for (size_t cut = 0; cut < length; cut++) {
                host_start(&host, hostile[s / 2]);
                host.sim.boundaries = s % 2;
                host_send(&host, bytes, cut);
                host_take(&host);
            }
        }
    }
    static const struct {
        const char *specification;
        const char *request;
    } huge[] = {
        {"em7355", "03000000 ffffffff 02000000 01000000 00000000"},
        {"em7355", "03000000 00000080 02000000 01000000 00000000"},
        {"em7355",
         "03000000 30000000 02000000 ffffffff 00000000" UUID_QMI "01000000 01000000 ffffffff"},
        {"em7355",
         "03000000 30000000 02000000 02000000 00000000" UUID_QMI "01000000 01000000 ffffffff"},
        {"em7355-qmi", "01 ff ff 00 00 00 00 01 22 00 ff ff 01 ff ff 02"},
    };
    for (size_t i = 0; i < COUNT(huge); i++) {
        host_start(&host, huge[i].specification);
        host_send_hex(&host, huge[i].request);
        host_take(&host);
        /* Nothing is waited for: the next request is understood. */
        host_send_hex(&host, host.sim.protocol == WDM_PROTOCOL_MBIM ? OPEN : QMI_ALLOCATE);
        host_take(&host);
        assert_true(host.length > 0);
    }
}

/* A host that never reads: answers are lost, whole ones, and nothing is overrun. */
static void test_overflow(void **state)
{
    (void)state;
    static const char *const specifications[] = {"em7355", "em7355,frag=64,noise", "em7355-qmi",
                                                 "em7355-qmi,noise"};
    static struct sim_host host;
    for (size_t s = 0; s < COUNT(specifications); s++) {
        host_start(&host, specifications[s]);
        bool mbim = host.sim.protocol == WDM_PROTOCOL_MBIM;
        host_send_hex(&host, mbim ? OPEN ALLOCATE : QMI_ALLOCATE);
        for (size_t round = 0; round < 3; round++) {
            uint64_t lost = host.sim.overflowed;
            for (size_t i = 0; i < 2000; i++)
                host_send_hex(&host, mbim ? ALLOCATE : QMI_MODE);
            assert_true(host.sim.overflowed > lost);
            host_take(&host);
            assert_true(host.length > 0 && host.length <= WDM_SIM_QUEUE);
            assert_true(host_message_count(&host) <= WDM_SIM_CHUNKS);
        }
        /* And then it is as before. */
        host_send_hex(&host, mbim ? OPEN : QMI_MODE);
        host_take(&host);
        assert_true(host_message_count(&host) >= 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_mutations),
        cmocka_unit_test(test_truncations),
        cmocka_unit_test(test_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
