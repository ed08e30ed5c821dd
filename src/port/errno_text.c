/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Words for errno values. strerror() would bring libc's translations into a static
 * program, and may allocate. */
#include <errno.h>

#include "wdm/port.h"

const char *wdm_errno_text(int code)
{
    static const struct {
        int code;
        const char *text;
    } texts[] = {
        {EACCES, "permission denied"},
        {EPERM, "not permitted"},
        {ENOENT, "no such file"},
        {ENOTDIR, "part of the path is no directory"},
        {EISDIR, "it is a directory"},
        {ELOOP, "too many symbolic links"},
        {ENAMETOOLONG, "the path is too long"},
        {EROFS, "read-only file system"},
        {ENXIO, "no such device"},
        {ENODEV, "no such device"},
        {EBUSY, "in use"},
        {EIO, "input/output error"},
        {EPIPE, "the other end is closed"},
        {ECONNRESET, "the other end is closed"},
        {ESHUTDOWN, "the device is shut down"},
        {ECONNREFUSED, "connection refused"},
        {EAGAIN, "not ready"},
        {EBADF, "not open"},
        {EMFILE, "too many open files"},
        {ENFILE, "too many open files"},
        {ENOMEM, "out of memory"},
        {ENOSPC, "no space left"},
        {EFBIG, "the file is too large"},
        {EINVAL, "invalid argument"},
        {EMSGSIZE, "the message is too long"},
        {EPROTOTYPE, "a socket of another kind"},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (texts[i].code == code)
            return texts[i].text;
    }
    return "unexpected system error";
}
