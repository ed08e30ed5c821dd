/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl as ModemManager calls it, by a link in fcc-unlock.d: PROGRAM DBUS-PATH PORT...
 * It is "unlock" in less than the five seconds after which ModemManager kills, and
 * what it prints goes to the system's log, for ModemManager keeps nothing of it. */
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "cli.h"
#include "wdm/log.h"

#define SYSFS     "/sys"
#define DBUS_PATH "/org/freedesktop/ModemManager1/Modem/"

/* Giving back may take another quarter of a second, and starting is not free. */
#define TIMEOUT (4200 * WDM_MILLISECOND)

bool cli_is_modem_manager(int argc, char *const *argv)
{
    return argc > 1 && strncmp(argv[1], DBUS_PATH, strlen(DBUS_PATH)) == 0;
}

/* Whether nobody can read what is written there: /dev/null, as ModemManager leaves it.
 * Whoever tries the call by hand has it on the terminal. */
static bool is_null(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && S_ISCHR(status.st_mode) && status.st_rdev == makedev(1, 3);
}

static void use_log(struct cli *cli)
{
    int fd = is_null(STDERR_FILENO) ? wdm_log_open(WDM_LOG_PATH) : -1;

    if (fd < 0)
        return;
    cli->out.fd = cli->err.fd = fd;
    cli->out.priority = WDM_LOG_INFO;
    cli->err.priority = WDM_LOG_ERROR;
}

/* Whether `word`, in small letters, is in the name, in letters of either size. */
static bool has(const char *name, const char *word)
{
    size_t i;

    for (; *name != '\0'; name++) {
        for (i = 0; word[i] != '\0' && (name[i] | 0x20) == word[i]; i++)
            ;
        if (word[i] == '\0')
            return true;
    }
    return false;
}

/* How well a port will do: MBIM 4, QMI 3, a control port of either 2, one that is
 * named by its path 1; 0: AT ports and whatever else there is. */
static unsigned worth(const char *name)
{
    enum wdm_protocol protocol = wdm_device_protocol(name, SYSFS);

    if (protocol == WDM_PROTOCOL_MBIM || has(name, "mbim"))
        return 4;
    if (protocol == WDM_PROTOCOL_QMI || has(name, "qmi"))
        return 3;
    return has(name, "cdc-wdm") ? 2 : has(name, "/");
}

static bool choose_port(struct cli *cli, int count, char *const *names)
{
    unsigned best = 0;
    int i;

    for (i = 0; i < count; i++) {
        unsigned candidate = worth(names[i]);

        if (candidate > best) {
            best = candidate;
            cli->device = names[i];
        }
    }
    if (best == 0)
        wdm_fail(&cli->error, WDM_NO_PORT, "ModemManager names no MBIM or QMI port: %s",
                 count > 0 ? names[0] : "none at all");
    return best > 0;
}

/* ModemManager has the port open itself, by a proxy that it starts; where none runs or
 * it does not open the port, there is nobody to share with. */
static bool unlock_by_port(struct cli *cli)
{
    cli->command = &cli_command_unlock;
    cli->timeout = TIMEOUT;
#ifndef WDM_SMALL
    wdm_time began = wdm_clock_now();

    cli->through_proxy = cli_is_device(cli->device);
    if (cli->through_proxy) {
        if (cli->command->run(cli))
            return true;
        if (cli->error.kind != WDM_NO_PORT)
            return false;
        cli_disconnect(cli);
        cli->through_proxy = false;
        wdm_error_clear(&cli->error);
        cli->timeout -= wdm_clock_now() - began;
    }
#endif
    return cli->command->run(cli);
}

bool cli_run_modem_manager(struct cli *cli, int argc, char *const *argv)
{
    use_log(cli);
    return choose_port(cli, argc - 2, argv + 2) && unlock_by_port(cli);
}
