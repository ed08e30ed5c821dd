/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ports behind a proxy: which device, which proxy. No proxy need run, nor need none:
 * what they say is for tests/e2e. Touches a temporary folder. */
#include "port_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wdm/proxy.h"

static char folder[64];

static void path_in(char *path, size_t capacity, const char *name)
{
    (void)snprintf(path, capacity, "%s/%s", folder, name);
}

static const char *const folders[] = {"dev", "dev/char", "dev/char/1:3", "dev/char/1:3/device"};

static int make_folder(void **state)
{
    (void)state;
    const char *temporary = getenv("TMPDIR");
    char path[128];
    (void)snprintf(folder, sizeof(folder), "%.40s/wdm-proxy-XXXXXX",
                   temporary ? temporary : "/tmp");
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < COUNT(folders); i++) {
        path_in(path, sizeof(path), folders[i]);
        if (mkdir(path, 0700) != 0)
            return -1;
    }
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char path[128];
    for (size_t i = COUNT(folders); i > 0; i--) {
        path_in(path, sizeof(path), folders[i - 1]);
        (void)rmdir(path);
    }
    return rmdir(folder);
}

static void devices_that_are_none(void **state)
{
    static const struct {
        const char *path, *what;
    } rows[] = {
        {"/dev/cdc-wdm999", "there is no /dev/cdc-wdm999"},
        {"/dev/null/x", "there is no /dev/null/x"},
        {"/", "/ is no character device"},
        {"/proc/self/exe", "/proc/self/exe is no character device"},
    };
    struct wdm_proxy_port port;
    struct wdm_error error;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_false(wdm_proxy_open(&port, rows[i].path, "/sys", WDM_PROTOCOL_MBIM, &error));
        assert_int_equal(error.kind, WDM_NO_PORT);
        assert_string_equal(error.what, rows[i].what);
    }
}

/* Opens, and tells by which proxy: the one that answers, or that does not run. */
static const char *proxy_for(const char *path, enum wdm_protocol protocol)
{
    struct wdm_proxy_port port;
    struct wdm_error error;
    if (!wdm_proxy_open(&port, path, folder, protocol, &error)) {
        assert_int_equal(error.kind, WDM_NO_PORT);
        return strstr(error.what, "mbim-proxy") ? "mbim-proxy" : "qmi-proxy";
    }
    assert_true(port.fd.port.proxied);
    assert_string_equal(port.fd.port.name, "/dev/null");
    assert_int_equal(port.fd.port.protocol,
                     port.proxy[0] == 'm' ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI);
    wdm_port_close(&port.fd.port);
    return port.proxy;
}

static void the_driver_tells_which(void **state)
{
    static const struct {
        const char *driver;
        enum wdm_protocol protocol; /* as told */
        const char *proxy;
    } rows[] = {
        {"cdc_mbim", WDM_PROTOCOL_UNKNOWN, "mbim-proxy"},
        {"qmi_wwan", WDM_PROTOCOL_UNKNOWN, "qmi-proxy"},
        {"cdc_mbim", WDM_PROTOCOL_QMI, "qmi-proxy"},
        {"qmi_wwan", WDM_PROTOCOL_MBIM, "mbim-proxy"},
    };
    char link[128], target[128], other[128];
    (void)state;
    path_in(link, sizeof(link), "dev/char/1:3/device/driver");
    path_in(other, sizeof(other), "link");
    assert_int_equal(symlink("/dev/null", other), 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        (void)snprintf(target, sizeof(target), "../../drivers/%s", rows[i].driver);
        assert_int_equal(symlink(target, link), 0);
        const char *direct = proxy_for("/dev/null", rows[i].protocol);
        const char *by_link = proxy_for(other, rows[i].protocol);
        assert_int_equal(unlink(link), 0);
        assert_string_equal(direct, rows[i].proxy);
        assert_string_equal(by_link, rows[i].proxy);
    }
    assert_int_equal(unlink(other), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(devices_that_are_none),
        cmocka_unit_test(the_driver_tells_which),
    };
    return cmocka_run_group_tests_name("proxy_port", tests, make_folder, remove_folder);
}
