/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What qmicli and mbimcli send for their command line, and what the catalogue makes
 * of it: each request decodes to the values that were given, and these values encode
 * to the same bytes.
 */
#include "requests.h"

/* For those that ask which extensions there are before they ask for theirs. */
static const struct recorder_answer answers[] = {
    {"basic-connect", "device-services",
     "max_dss_sessions=0\n"
     "device_services[0].device_service_id=3d01dcc5-fef5-4d05-0d3a-bef7058e9aaf\n"
     "device_services[0].dss_payload=0\n"
     "device_services[0].max_dss_instances=0\n"
     "device_services[0].cids=15"},
    {"ms-basic-connect-extensions", "version",
     "mbim_version=0x100\n"
     "mbim_extended_version=0x300"},
};

/* ---- Checking */

static struct recorder recorder;

static void check_row(struct check *check)
{
    const struct recorder_request *request;

    if (!check_find(check))
        return;
    request = recorder_run(&recorder, check->row->program, check->row->arguments, &check->wanted);
    if (request)
        check_request(check, request->protocol, request->bytes, request->length);
    else
        check_failed(check, "the peer did not ask for it: %s%s", recorder.peer.error.bytes,
                     recorder.peer.output.bytes);
}

static void check_rows(const struct row *rows, size_t count)
{
    size_t bad = 0;

    recorder_open(&recorder, answers, COUNT(answers));
    for (size_t i = 0; i < count; i++) {
        struct check check = {.row = &rows[i]};
        check_row(&check);
        bad += check.failed > 0;
    }
    recorder_close(&recorder);
    if (bad > 0)
        fail_msg("%zu of %zu requests differ", bad, count);
    print_message("%zu requests\n", count);
}

static void test_qmi(void **state)
{
    (void)state;
    check_rows(qmi_rows, qmi_row_count);
}

static void test_mbim(void **state)
{
    (void)state;
    check_rows(mbim_rows, mbim_row_count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_qmi),
        cmocka_unit_test(test_mbim),
    };

    return cmocka_run_group_tests(tests, peers_setup, NULL);
}
