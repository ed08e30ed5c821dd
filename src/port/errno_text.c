/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Words for errno values. strerror() would bring libc's translations into a static
 * program, and may allocate. */
#include <errno.h>
#include <string.h>

#include "wdm/port.h"

/* clang-format off */
#define TEXTS(ROW) \
    ROW(EACCES,      "permission denied") \
    ROW(EPERM,       "not permitted") \
    ROW(ENOENT,      "no such file") \
    ROW(ENOTDIR,     "part of the path is no directory") \
    ROW(EISDIR,      "it is a directory") \
    ROW(ELOOP,       "too many symbolic links") \
    ROW(ENAMETOOLONG, "the path is too long") \
    ROW(EROFS,       "read-only file system") \
    ROW(ENXIO,       "no such device") \
    ROW(ENODEV,      "no such device") \
    ROW(EBUSY,       "in use") \
    ROW(EIO,         "input/output error") \
    ROW(EPIPE,       "the other end is closed") \
    ROW(ECONNRESET,  "the other end is closed") \
    ROW(ESHUTDOWN,   "the device is shut down") \
    ROW(ECONNREFUSED, "connection refused") \
    ROW(EAGAIN,      "not ready") \
    ROW(EBADF,       "not open") \
    ROW(EMFILE,      "too many open files") \
    ROW(ENFILE,      "too many open files") \
    ROW(ENOMEM,      "out of memory") \
    ROW(ENOSPC,      "no space left") \
    ROW(EFBIG,       "the file is too large") \
    ROW(EINVAL,      "invalid argument") \
    ROW(EMSGSIZE,    "the message is too long") \
    ROW(EPROTOTYPE,  "a socket of another kind")

#define CODE(code, text) code,
#define TEXT(code, text) text "\0"
/* clang-format on */

const char *wdm_errno_text(int code)
{
    /* In the same order; a table of pointers would be as large as the texts. */
    static const short codes[] = {TEXTS(CODE)};
    static const char texts[] = TEXTS(TEXT);
    const char *text = texts;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (codes[i] == code)
            return text;
        text += strlen(text) + 1;
    }
    return "unexpected system error";
}
