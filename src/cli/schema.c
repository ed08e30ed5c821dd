/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private schemas: those in the user's folder, and those that --schema names. */
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include "cli.h"
#include "wdm/file.h"
#include "wdm/format.h"

#define PATH_SIZE ((size_t)1024)

static bool load(struct cli *cli, const char *path)
{
    size_t capacity, length;
    char *text;

    return wdm_schema_begin(&cli->schema, path, &text, &capacity, &cli->error) &&
           wdm_file_read(path, text, capacity, &length, &cli->error) &&
           wdm_schema_end(&cli->schema, length, &cli->error);
}

/* The user's folder of schemas, as the XDG Base Directory Specification has it; ""
 * where there is none. */
static bool find_folder(char *path)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");

    path[0] = '\0';
    if (config != NULL && config[0] == '/')
        return wdm_format(path, PATH_SIZE, "%s/wdmctl", config) < PATH_SIZE - 1;
    if (home != NULL && home[0] == '/')
        return wdm_format(path, PATH_SIZE, "%s/.config/wdmctl", home) < PATH_SIZE - 1;
    return true;
}

static bool load_folder(struct cli *cli)
{
    struct wdm_folder folder;
    char path[PATH_SIZE];
    size_t length, i;

    if (!find_folder(path) || path[0] == '\0')
        return true;
    if (!wdm_folder_read(&folder, path, ".schema", &cli->error))
        return false;
    length = strlen(path);
    for (i = 0; i < folder.count; i++) {
        size_t room = PATH_SIZE - length;

        if (wdm_format(path + length, room, "/%s", folder.names[i]) == room - 1)
            return wdm_fail(&cli->error, WDM_USAGE, "%s: the path is too long", path);
        if (!load(cli, path))
            return false;
    }
    return true;
}

bool cli_load_schemas(struct cli *cli)
{
    bool privileged = getauxval(AT_SECURE) != 0;
    size_t i;

    if (cli->schema.file_count > 0) /* untouched, it costs no memory */
        wdm_schema_init(&cli->schema);
    /* Whoever runs a set-uid program must not choose what it reads. */
    if (privileged && cli->schema_count > 0)
        return wdm_fail(&cli->error, WDM_USAGE, "--schema: not while running set-uid");
    if (!privileged && !load_folder(cli))
        return false;
    for (i = 0; i < cli->schema_count; i++)
        if (!load(cli, cli->schemas[i]))
            return false;
    if (cli->schema.file_count > 0)
        cli->catalogue.schema = &cli->schema;
    cli->trace.describer.catalogue = &cli->catalogue;
    return true;
}
