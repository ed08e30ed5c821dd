/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Requests that mbimcli has no option for, or cannot build, from the library that it
 * is made of: libmbim's constructors of messages, against the catalogue as in
 * test_requests.c. libmbim has no command line for SMS, USSD, STK, Auth, QDU.
 */
#include "requests.h"

#include <dlfcn.h>
#include <string.h>

/* What libmbim's functions take; its own names are these with "Mbim" before. */
struct sms_pdu_record {
    uint32_t size;
    const uint8_t *pdu;
};
struct sms_cdma_record {
    uint32_t encoding, language;
    const char *address;
    uint32_t size;
    const uint8_t *message;
    uint32_t characters;
};
struct provider {
    const char *id;
    uint32_t state;
    const char *name;
    uint32_t cellular_class, rssi, error_rate;
};
struct sar_state {
    uint32_t antenna, backoff;
};
struct attach_configuration {
    uint32_t ip_type, roaming, source;
    const char *access_string, *user_name, *password;
    uint32_t compression, auth_protocol;
};
struct event_entry {
    uint8_t uuid[16];
    uint32_t count;
    const uint32_t *cids;
};

static void *library;

/* The function of this name, as a pointer of any type. */
static void find(const char *name, void *function, size_t size)
{
    void *found = dlsym(library, name);

    if (!found)
        fail_msg("libmbim has no %s", name);
    assert_int_equal(size, sizeof found);
    memcpy(function, &found, size);
}

/* Declares `build`, the constructor "mbim_message_NAME_new", which takes these and
 * the place of an error. */
#define CONSTRUCTOR(name, ...)                                                                     \
    void *(*build)(__VA_ARGS__, void *);                                                           \
    find("mbim_message_" name "_new", &build, sizeof build)

static const uint8_t ramp[] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                               16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
static const uint8_t other[] = {0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7,
                                0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff};
static const struct provider providers[] = {{"26201", 4, "Telekom.de", 1, 20, 99},
                                            {"00101", 8, "", 3, 0, 0}};

/* ---- One function a message, in the order of the table */

static void *sms_configuration(void)
{
    CONSTRUCTOR("sms_configuration_set", uint32_t, const char *);
    return build(1, "+15550100123", NULL);
}

static void *sms_read(void)
{
    CONSTRUCTOR("sms_read_query", uint32_t, uint32_t, uint32_t);
    return build(0, 1, 7, NULL);
}

static void *sms_send_pdu(void)
{
    static const struct sms_pdu_record record = {5, ramp};
    CONSTRUCTOR("sms_send_set", uint32_t, const struct sms_pdu_record *,
                const struct sms_cdma_record *);
    return build(0, &record, NULL, NULL);
}

static void *sms_send_cdma(void)
{
    static const struct sms_cdma_record record = {2, 1, "5550123", 6, ramp, 6};
    CONSTRUCTOR("sms_send_set", uint32_t, const struct sms_pdu_record *,
                const struct sms_cdma_record *);
    return build(1, NULL, &record, NULL);
}

static void *sms_delete(void)
{
    CONSTRUCTOR("sms_delete_set", uint32_t, uint32_t);
    return build(1, 3, NULL);
}

static void *ussd(void)
{
    CONSTRUCTOR("ussd_set", uint32_t, uint32_t, uint32_t, const uint8_t *);
    return build(0, 15, 7, ramp, NULL);
}

static void *stk_pac(void)
{
    CONSTRUCTOR("stk_pac_set", const uint8_t *);
    return build(ramp, NULL);
}

static void *stk_terminal_response(void)
{
    CONSTRUCTOR("stk_terminal_response_set", uint32_t, const uint8_t *);
    return build(8, ramp, NULL);
}

static void *stk_envelope(void)
{
    CONSTRUCTOR("stk_envelope_set", uint32_t, const uint8_t *);
    return build(12, ramp, NULL);
}

static void *auth_aka(void)
{
    CONSTRUCTOR("auth_aka_query", const uint8_t *, const uint8_t *);
    return build(ramp, other, NULL);
}

static void *auth_akap(void)
{
    CONSTRUCTOR("auth_akap_query", const uint8_t *, const uint8_t *, const char *);
    return build(ramp, other, "wlan", NULL);
}

static void *auth_sim(void)
{
    CONSTRUCTOR("auth_sim_query", const uint8_t *, const uint8_t *, const uint8_t *, uint32_t);
    return build(ramp, other, ramp + 16, 3, NULL);
}

static void *atds_rat(void)
{
    CONSTRUCTOR("atds_rat_set", uint32_t);
    return build(2, NULL);
}

static void *qdu_update_session(void)
{
    CONSTRUCTOR("qdu_update_session_set", uint32_t, uint32_t);
    return build(1, 1, NULL);
}

static void *qdu_file_open(void)
{
    CONSTRUCTOR("qdu_file_open_set", uint32_t, uint32_t);
    return build(0, 100000, NULL);
}

static void *qdu_file_write(void)
{
    CONSTRUCTOR("qdu_file_write_set", uint32_t, const uint8_t *);
    return build(7, ramp, NULL);
}

static void *ms_sar_config(void)
{
    static const struct sar_state states[] = {{0, 1}, {0xffffffff, 2}};
    static const struct sar_state *const list[] = {&states[0], &states[1]};
    CONSTRUCTOR("ms_sar_config_set", uint32_t, uint32_t, uint32_t, const struct sar_state *const *);
    return build(1, 1, 2, list, NULL);
}

static void *lte_attach_configuration(void)
{
    static const struct attach_configuration one = {3, 0, 1, "internet", "me", "secret", 1, 2};
    static const struct attach_configuration two = {1, 1, 0, "", "", "", 0, 0};
    static const struct attach_configuration *const list[] = {&one, &two};
    CONSTRUCTOR("ms_basic_connect_extensions_lte_attach_configuration_set", uint32_t, uint32_t,
                const struct attach_configuration *const *);
    return build(0, 2, list, NULL);
}

static void *home_provider(void)
{
    CONSTRUCTOR("home_provider_set", const struct provider *);
    return build(&providers[0], NULL);
}

static void *preferred_providers(void)
{
    static const struct provider *const list[] = {&providers[0], &providers[1]};
    CONSTRUCTOR("preferred_providers_set", uint32_t, const struct provider *const *);
    return build(2, list, NULL);
}

static void *register_state(void)
{
    CONSTRUCTOR("register_state_set", const char *, uint32_t, uint32_t);
    return build("26201", 1, 0x20, NULL);
}

static void *subscribe_list(void)
{
    static const uint32_t cids[] = {1, 9, 11};
    static const struct event_entry one = {{0xa2, 0x89, 0xcc, 0x33, 0xbc, 0xbb, 0x8b, 0x4f, 0xb6,
                                            0xb0, 0x13, 0x3e, 0xc2, 0xaa, 0xe6, 0xdf},
                                           3,
                                           cids};
    static const struct event_entry two = {{0xd1, 0xa3, 0x0b, 0xc2, 0xf9, 0x7a, 0x6e, 0x43, 0xbf,
                                            0x65, 0xc7, 0xe2, 0x4f, 0xb0, 0xf0, 0xd3},
                                           0,
                                           NULL};
    static const struct event_entry *const list[] = {&one, &two};
    CONSTRUCTOR("device_service_subscribe_list_set", uint32_t, const struct event_entry *const *);
    return build(2, list, NULL);
}

static void *proxy_configuration(void)
{
    CONSTRUCTOR("proxy_control_configuration_set", const char *, uint32_t);
    return build("/dev/cdc-wdm0", 30, NULL);
}

#define QUERY(build, service, command, fields)                                                     \
    {                                                                                              \
        build,                                                                                     \
        {                                                                                          \
            PEER_MBIMCLI, WDM_MBIM_QUERY, 1, "libmbim", service, command, fields                   \
        }                                                                                          \
    }
#define SET(build, service, command, fields)                                                       \
    {                                                                                              \
        build,                                                                                     \
        {                                                                                          \
            PEER_MBIMCLI, WDM_MBIM_SET, 1, "libmbim", service, command, fields                     \
        }                                                                                          \
    }

#define RAMP_16 "000102030405060708090a0b0c0d0e0f"
#define RAMP_32 RAMP_16 "101112131415161718191a1b1c1d1e1f"
#define OTHER   "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"

static const struct {
    void *(*build)(void);
    struct row row;
} rows[] = {
    SET(sms_configuration, "sms", "configuration",
        "format=cdma\n"
        "sc_address=+15550100123"),
    QUERY(sms_read, "sms", "read",
          "format=pdu\n"
          "flag=index\n"
          "message_index=7"),
    SET(sms_send_pdu, "sms", "send",
        "format=pdu\n"
        "pdu_message.pdu_data=0001020304"),
    SET(sms_send_cdma, "sms", "send",
        "format=cdma\n"
        "cdma_message.encoding=2\n"
        "cdma_message.language=1\n"
        "cdma_message.address=5550123\n"
        "cdma_message.encoded_message=000102030405\n"
        "cdma_message.encoded_message_size_in_characters=6"),
    SET(sms_delete, "sms", "delete",
        "flag=index\n"
        "message_index=3"),
    SET(ussd, "ussd", "ussd",
        "action=initiate\n"
        "data_coding_scheme=15\n"
        "payload=00010203040506"),
    SET(stk_pac, "stk", "pac", "pac_host_control=" RAMP_32),
    SET(stk_terminal_response, "stk", "terminal-response", "response=0001020304050607"),
    SET(stk_envelope, "stk", "envelope", "data=000102030405060708090a0b"),
    QUERY(auth_aka, "auth", "aka",
          "rand=" RAMP_16 "\n"
          "autn=" OTHER),
    QUERY(auth_akap, "auth", "akap",
          "rand=" RAMP_16 "\n"
          "autn=" OTHER "\n"
          "network_name=wlan"),
    QUERY(auth_sim, "auth", "sim",
          "rand1=" RAMP_16 "\n"
          "rand2=" OTHER "\n"
          "rand3=101112131415161718191a1b1c1d1e1f\n"
          "n=3"),
    SET(atds_rat, "atds", "rat", "mode=2"),
    SET(qdu_update_session, "qdu", "update-session",
        "session_action=1\n"
        "session_type=1"),
    SET(qdu_file_open, "qdu", "file-open",
        "file_type=0\n"
        "file_size=100000"),
    SET(qdu_file_write, "qdu", "file-write", "data_buffer=00010203040506"),
    SET(ms_sar_config, "ms-sar", "config",
        "mode=os\n"
        "backoff_state=enabled\n"
        "config_states[0].antenna_index=0\n"
        "config_states[0].backoff_index=1\n"
        "config_states[1].antenna_index=0xffffffff\n"
        "config_states[1].backoff_index=2"),
    SET(lte_attach_configuration, "ms-basic-connect-extensions", "lte-attach-configuration",
        "operation=0\n"
        "configurations[0].ip_type=ipv4v6\n"
        "configurations[0].roaming=0\n"
        "configurations[0].source=user\n"
        "configurations[0].access_string=internet\n"
        "configurations[0].user_name=me\n"
        "configurations[0].password=secret\n"
        "configurations[0].compression=enable\n"
        "configurations[0].auth_protocol=chap\n"
        "configurations[1].ip_type=ipv4\n"
        "configurations[1].roaming=1\n"
        "configurations[1].source=admin\n"
        "configurations[1].compression=none\n"
        "configurations[1].auth_protocol=none"),
    SET(home_provider, "basic-connect", "home-provider",
        "provider.provider_id=26201\n"
        "provider.provider_state=preferred\n"
        "provider.provider_name=Telekom.de\n"
        "provider.cellular_class=gsm\n"
        "provider.rssi=20\n"
        "provider.error_rate=99"),
    SET(preferred_providers, "basic-connect", "preferred-providers",
        "providers[0].provider_id=26201\n"
        "providers[0].provider_state=preferred\n"
        "providers[0].provider_name=Telekom.de\n"
        "providers[0].cellular_class=gsm\n"
        "providers[0].rssi=20\n"
        "providers[0].error_rate=99\n"
        "providers[1].provider_id=00101\n"
        "providers[1].provider_state=visible\n"
        "providers[1].cellular_class=gsm,cdma\n"
        "providers[1].rssi=0\n"
        "providers[1].error_rate=0"),
    SET(register_state, "basic-connect", "register-state",
        "provider_id=26201\n"
        "register_action=manual\n"
        "data_class=lte"),
    SET(subscribe_list, "basic-connect", "device-service-subscribe-list",
        "events[0].device_service_id=a289cc33-bcbb-8b4f-b6b0-133ec2aae6df\n"
        "events[0].cids=1,9,11\n"
        "events[1].device_service_id=d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3\n"
        "events[1].cids="),
    SET(proxy_configuration, "proxy-control", "configuration",
        "device_path=/dev/cdc-wdm0\n"
        "timeout=30"),
};

static void test_libmbim(void **state)
{
    const uint8_t *(*get_raw)(const void *, uint32_t *, void *);
    void (*unref)(void *);
    size_t bad = 0;

    (void)state;
    find("mbim_message_get_raw", &get_raw, sizeof get_raw);
    find("mbim_message_unref", &unref, sizeof unref);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct check check = {.row = &rows[i].row};
        uint8_t bytes[1024];
        uint32_t length = 0;
        void *message;

        if (check_find(&check)) {
            message = rows[i].build();
            assert_non_null(message);
            const uint8_t *raw = get_raw(message, &length, NULL);
            assert_true(length <= sizeof bytes);
            memcpy(bytes, raw, length);
            unref(message);
            /* A transaction is given when it is sent. */
            bytes[8] = 1;
            check_request(&check, WDM_PROTOCOL_MBIM, bytes, length);
        }
        bad += check.failed > 0;
    }
    if (bad > 0)
        fail_msg("%zu of %zu requests differ", bad, COUNT(rows));
    print_message("%zu requests\n", COUNT(rows));
}

static int setup(void **state)
{
    library = dlopen("libmbim-glib.so.4", RTLD_NOW);
    if (!library)
        print_error("%s\n", dlerror());
    return library ? peers_setup(state) : -1;
}

static int teardown(void **state)
{
    (void)state;
    return dlclose(library);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_libmbim),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
