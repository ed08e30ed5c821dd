/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Opening ports: sockets, terminals, devices, and what cannot be opened. */
#include "port_support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* ---- Sockets */

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    const char *temporary = getenv("TMPDIR");
    (void)snprintf(folder, sizeof(folder), "%.40s/wdm-port-XXXXXX", temporary ? temporary : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

/* A socket bound to `path`, '@' for an abstract one; listens where it shall. */
static int serve(const char *path, bool listening)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(path);
    assert_true(length < sizeof(address.sun_path));
    memcpy(address.sun_path, path, length);
    if (path[0] == '@')
        address.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    socklen_t size =
        (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + (path[0] == '@' ? 0 : 1));
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, size), 0);
    if (listening)
        assert_int_equal(listen(fd, 1), 0);
    return fd;
}

static void check_server(const char *path)
{
    struct wdm_fd_port client;
    struct wdm_fd_port server;
    struct wdm_error error;
    char name[128];
    int listener = serve(path, true);
    if (!wdm_socket_open(&client, path, &error))
        fail_msg("%s", error.what);
    (void)snprintf(name, sizeof(name), "unix:%s", path);
    assert_string_equal(client.port.name, name);
    wdm_fd_port_init(&server, accept(listener, NULL, NULL), true, "server");
    expect_write(&client, "question");
    expect_read(&server, "question");
    expect_write(&server, "answer");
    wdm_port_close(&server.port);
    expect_read(&client, "answer");
    expect_read_fails(&client, in_milliseconds(1000), WDM_GONE);
    wdm_port_close(&client.port);
    close(listener);
}

static void socket_servers(void **state)
{
    (void)state;
    char path[128];
    (void)snprintf(path, sizeof(path), "%s/socket", folder);
    check_server(path);
    assert_int_equal(unlink(path), 0);
    (void)snprintf(path, sizeof(path), "@wdm-test-%d", (int)getpid());
    check_server(path);
}

static void expect_no_port(bool opened, const struct wdm_error *error, const char *what,
                           const char *hint)
{
    assert_false(opened);
    assert_int_equal(error->kind, WDM_NO_PORT);
    if (!strstr(error->what, what))
        fail_msg("\"%s\" does not say \"%s\"", error->what, what);
    if (!strstr(error->hint, hint))
        fail_msg("\"%s\" does not say \"%s\"", error->hint, hint);
    assert_null(strchr(error->what, '\n'));
}

static void sockets_that_cannot_be_opened(void **state)
{
    (void)state;
    struct wdm_fd_port port;
    struct wdm_error error;
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/socket", folder);
    expect_no_port(wdm_socket_open(&port, path, &error), &error, "no such file", "start");
    assert_int_equal(error.list, WDM_CODE_ERRNO);
    assert_int_equal(error.code, ENOENT);
    int fd = serve(path, false);
    expect_no_port(wdm_socket_open(&port, path, &error), &error, "refused", "nothing listens");
    close(fd);
    assert_int_equal(unlink(path), 0);
    expect_no_port(wdm_socket_open(&port, "", &error), &error, "empty", "");
    expect_no_port(wdm_socket_open(&port, "@", &error), &error, "empty", "");
    memset(path, 'p', 200);
    path[200] = '\0';
    expect_no_port(wdm_socket_open(&port, path, &error), &error, "longer than", "");
    path[0] = '@';
    expect_no_port(wdm_socket_open(&port, path, &error), &error, "longer than", "");
    path[108] = '\0'; /* an abstract name may fill the field, a path needs a NUL */
    expect_no_port(wdm_socket_open(&port, path, &error), &error, "refused", "nothing listens");
    path[0] = 'p';
    expect_no_port(wdm_socket_open(&port, path, &error), &error, "longer than", "");
}

/* ---- Devices */

static int open_terminal(char *name, size_t capacity)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(master >= 0);
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    assert_int_equal(ptsname_r(master, name, capacity), 0);
    struct termios settings;
    assert_int_equal(tcgetattr(master, &settings), 0);
    cfmakeraw(&settings);
    assert_int_equal(tcsetattr(master, TCSANOW, &settings), 0);
    return master;
}

static void a_terminal_is_a_device(void **state)
{
    (void)state;
    char name[64];
    struct wdm_fd_port master;
    struct wdm_fd_port device;
    struct wdm_error error;
    int fd = open_terminal(name, sizeof(name));
    wdm_fd_port_init(&master, fd, true, "master");
    assert_true(wdm_device_open(&device, name, "/nonexistent", &error));
    assert_string_equal(device.port.name, name);
    assert_true(device.stream);
    assert_int_equal(device.port.max_message, 4096);
    assert_int_equal(device.port.protocol, WDM_PROTOCOL_UNKNOWN);
    assert_true(fcntl(device.fd, F_GETFL) & O_NONBLOCK);
    assert_true(fcntl(device.fd, F_GETFD) & FD_CLOEXEC);
    expect_write(&device, "\x03\x04\r\n");
    expect_read(&master, "\x03\x04\r\n");
    expect_write(&master, "\x11\x13\x7f");
    expect_read(&device, "\x11\x13\x7f");
    wdm_port_close(&master.port);
    expect_read_fails(&device, in_milliseconds(1000), WDM_GONE);
    wdm_port_close(&device.port);
}

static void no_modem_behind_it(void **state)
{
    (void)state;
    struct wdm_fd_port device;
    struct wdm_error error;
    expect_no_port(wdm_device_open(&device, "/dev/null", "/nonexistent", &error), &error,
                   "/dev/null is no modem port", "");
}

static void devices_that_cannot_be_opened(void **state)
{
    (void)state;
    struct wdm_fd_port port;
    struct wdm_error error;
    char path[128];
    (void)snprintf(path, sizeof(path), "%s/cdc-wdm9", folder);
    expect_no_port(wdm_device_open(&port, path, "/sys", &error), &error, "there is no ",
                   "is the modem there?");
    assert_int_equal(error.code, ENOENT);
    expect_no_port(wdm_device_open(&port, folder, "/sys", &error), &error, "is no modem port",
                   "is the modem there?");
    close(open(path, O_WRONLY | O_CREAT, 0644));
    expect_no_port(wdm_device_open(&port, path, "/sys", &error), &error, "is no modem port",
                   "is the modem there?");
    strcat(path, "/x");
    expect_no_port(wdm_device_open(&port, path, "/sys", &error), &error, "there is no ", "");
    path[strlen(path) - 2] = '\0';
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0644), 0);
    expect_no_port(wdm_device_open(&port, path, "/sys", &error), &error, "is no modem port",
                   "is the modem there?");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("cdc-wdm9", path), 0);
    expect_no_port(wdm_device_open(&port, path, "/sys", &error), &error, "symbolic links", "");
    assert_int_equal(unlink(path), 0);
}

/* Root may open everything: another user tries, in another process. */
static void no_permission(void **state)
{
    (void)state;
    char name[64];
    int master = open_terminal(name, sizeof(name));
    assert_int_equal(chmod(name, 0), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct wdm_fd_port port;
        struct wdm_error error;
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(2);
        bool opened = wdm_device_open(&port, name, "/sys", &error);
        _exit(!opened && error.kind == WDM_NO_PORT && error.code == EACCES &&
                      strstr(error.what, "permission denied") && strstr(error.hint, "root")
                  ? 0
                  : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    close(master);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(socket_servers),
        cmocka_unit_test(sockets_that_cannot_be_opened),
        cmocka_unit_test(a_terminal_is_a_device),
        cmocka_unit_test(no_modem_behind_it),
        cmocka_unit_test(devices_that_cannot_be_opened),
        cmocka_unit_test(no_permission),
    };
    return cmocka_run_group_tests_name("port_open", tests, make_folder, remove_folder);
}
