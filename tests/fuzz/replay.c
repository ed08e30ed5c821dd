/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Runs a harness, without a fuzzer, on all files that are named, and on those in the
 * folders that are named: a corpus, past crashes. The first argument is the harness's
 * name. Says which file was at hand where one ends the process.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

#define LARGEST   ((size_t)1 << 20)
#define NAMES_MAX 4096

static char path[1024];
static unsigned every = 1; /* of so many files one is run */
static size_t run, seen;

/* Sanitizers call it when they have found something; there may be none. */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static void name_file(void)
{
    static const char words[] = " is the file that did it\n";
    if (write(STDERR_FILENO, path, strlen(path)) < 0 ||
        write(STDERR_FILENO, words, sizeof(words) - 1) < 0)
        _exit(2);
}

static void on_signal(int number)
{
    (void)number;
    name_file();
    _exit(1);
}

static void fail(const char *what)
{
    (void)fprintf(stderr, "%s: %s\n", path, what);
    exit(1);
}

static void replay_file(void)
{
    static uint8_t bytes[LARGEST];
    size_t length = 0;
    ssize_t count;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        fail("cannot be read");
    while ((count = read(fd, bytes + length, sizeof(bytes) - length)) > 0)
        length += (size_t)count;
    (void)close(fd);
    if (count < 0 || length == sizeof(bytes))
        fail("cannot be read, or is too long");
    /* Exactly as much memory as there are bytes: what reads on is seen. */
    uint8_t *exact = malloc(length > 0 ? length : 1);
    if (exact == NULL)
        fail("no memory");
    memcpy(exact, bytes, length);
    LLVMFuzzerTestOneInput(exact, length);
    free(exact);
    run++;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* In order of name, so that a failure is the same everywhere. */
static void replay_folder(const char *folder)
{
    static char *names[NAMES_MAX];
    size_t count = 0;
    const struct dirent *entry;
    DIR *directory = opendir(folder);
    if (directory == NULL)
        fail("cannot be read");
    while ((entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        if (count == NAMES_MAX)
            fail("too many files");
        names[count++] = strdup(entry->d_name);
    }
    (void)closedir(directory);
    qsort(names, count, sizeof(names[0]), compare);
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        if (seen++ % every == 0)
            replay_file();
        free(names[i]);
    }
}

int main(int argc, char **argv)
{
    struct stat status;
    const char *some = getenv("WDMCTL_EVERY");
    if (argc < 2)
        return 2;
    if (some != NULL && atoi(some) > 0)
        every = (unsigned)atoi(some);
    (void)signal(SIGABRT, on_signal);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(name_file);
    else
        (void)signal(SIGSEGV, on_signal);
    for (int i = 2; i < argc; i++) {
        (void)snprintf(path, sizeof(path), "%s", argv[i]);
        if (stat(path, &status) != 0)
            continue; /* no harness has crashes to begin with */
        if (S_ISDIR(status.st_mode))
            replay_folder(argv[i]);
        else
            replay_file();
    }
    if (run == 0) {
        (void)fprintf(stderr, "fuzz_%s: no corpus\n", argv[1]);
        return 1;
    }
    (void)printf("[  PASSED  ] 1 test(s): fuzz_%s on %zu inputs.\n", argv[1], run);
    return 0;
}
