/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What clocks show here, by TZ or /etc/localtime. Not libc's localtime(), which
 * allocates, and is larger than all that knows times here. Only a zone's rule of
 * today is used: before the zone last changed its mind, the offset may be another
 * than clocks showed, and the time that it is said with is still the right one. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "wdm/calendar.h"
#include "wdm/format.h"

#define PATH_SIZE 256
#define RULE_SIZE 128

/* By the last line of a zone's file (RFC 8536). False: there is none. */
static bool by_file(const char *path, int64_t time, int32_t *offset)
{
    char text[RULE_SIZE];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    ssize_t length, start;

    if (fd < 0)
        return false;
    /* It is at the beginning of what is no longer than that. */
    (void)lseek(fd, -RULE_SIZE, SEEK_END);
    length = read(fd, text, sizeof text);
    close(fd);
    if (length < 2 || text[--length] != '\n')
        return false;
    for (start = length; start > 0 && text[start - 1] != '\n';)
        start--;
    return wdm_zone_offset(text + start, (size_t)(length - start), time, offset);
}

int32_t cli_utc_offset(int64_t time)
{
    const char *zone = getenv("TZ");
    char path[PATH_SIZE];
    int32_t offset = 0;

    if (zone == NULL)
        zone = "/etc/localtime";
    if (*zone == ':')
        zone++;
    wdm_format(path, sizeof path, "%s%s", *zone == '/' ? "" : "/usr/share/zoneinfo/", zone);
    if (!by_file(path, time, &offset))
        wdm_zone_offset(zone, strlen(zone), time, &offset);
    return offset;
}
