/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode --split: each message into a file of its own, for a fuzzer's corpus. A name has
 * nothing of the capture's in it but what the catalogue calls its messages. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "wdm/format.h"

#define NAME_SIZE ((size_t)160)

bool cli_split_open(struct cli *cli, const char *folder)
{
    struct cli_divert *divert = &cli->divert;

    if (mkdir(folder, S_IRWXU) != 0 && errno != EEXIST)
        return wdm_fail(&cli->error, WDM_USAGE, "decode: --split: cannot make %s: %s", folder,
                        wdm_errno_text(errno));
    divert->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (divert->folder >= 0)
        return true;
    divert->folder = 0;
    return wdm_fail(&cli->error, WDM_USAGE, "decode: --split: cannot open %s: %s", folder,
                    wdm_errno_text(errno));
}

/* A line in words, up to its '#', as a part of a name: small letters, digits, hyphens. */
struct name_output {
    struct wdm_output output; /* first */
    size_t length;
    bool ended;
    char text[NAME_SIZE];
};

static void add(struct wdm_output *output, const char *text, size_t length)
{
    struct name_output *name = (struct name_output *)output;
    size_t i;

    for (i = 0; i < length && !name->ended; i++) {
        char each = text[i];

        if (each >= 'A' && each <= 'Z')
            each = (char)(each - 'A' + 'a');
        else if (wdm_digit(each) > 9 && (each < 'a' || each > 'z'))
            each = '-';
        name->ended = text[i] == '#' || name->length + 1 >= sizeof name->text;
        if (!name->ended && (each != '-' || name->text[name->length - 1] != '-'))
            name->text[name->length++] = each;
    }
}

/* "000017-to-modem-qmi-dms-set-fcc-authentication-request.bin" */
static void name_file(struct cli *cli, const struct wdm_captured *captured,
                      struct name_output *name)
{
    struct cli_divert *divert = &cli->divert;
    struct wdm_description message;

    name->output.write = add;
    name->ended = false;
    name->length = wdm_format(name->text, sizeof name->text, "%06lu-%s-modem-", ++divert->count,
                              captured->from_modem ? "from" : "to");
    divert->describer.vendor = captured->vendor;
    wdm_describe(&message, &divert->describer, captured->from_modem,
                 captured->kind == WDM_CAPTURED_MESSAGE ? captured->protocol : WDM_PROTOCOL_UNKNOWN,
                 captured->bytes.bytes, captured->bytes.length);
    if (message.is_mbim && message.is_qmi)
        wdm_put(&name->output, "mbim ");
    if (message.is_mbim || message.is_qmi)
        wdm_describe_line(&message, &name->output);
    else
        wdm_put(&name->output, "bytes");
    while (name->text[name->length - 1] == '-')
        name->length--;
    if (name->length > sizeof name->text - sizeof ".bin")
        name->length = sizeof name->text - sizeof ".bin";
    memcpy(name->text + name->length, ".bin", sizeof ".bin");
}

static bool write_file(int folder, const char *name, struct wdm_span bytes)
{
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
                    S_IRUSR | S_IWUSR);
    size_t written = 0;

    if (fd < 0)
        return false;
    while (written < bytes.length) {
        ssize_t count = write(fd, bytes.bytes + written, bytes.length - written);

        if (count < 0 && errno != EINTR) {
            int failure = errno;

            close(fd);
            errno = failure;
            return false;
        }
        if (count > 0)
            written += (size_t)count;
    }
    return close(fd) == 0;
}

void cli_split_write(struct cli *cli, const struct wdm_captured *captured)
{
    struct name_output name;

    if ((captured->kind != WDM_CAPTURED_MESSAGE && captured->kind != WDM_CAPTURED_BYTES) ||
        captured->bytes.length == 0 || cli->divert.failed)
        return;
    name_file(cli, captured, &name);
    if (write_file(cli->divert.folder, name.text, captured->bytes))
        return;
    cli->divert.failed = true;
    wdm_fail(&cli->error, WDM_USAGE, "decode: --split: cannot write %s: %s", name.text,
             wdm_errno_text(errno));
}
