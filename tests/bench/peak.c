/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The peak memory of a program: peak FILE PROGRAM ARGUMENTS... runs it and writes into
 * FILE how many KB of memory it had at most. It is looked at when the program ends, before
 * the kernel has forgotten it: what wait4 tells counts the memory of the caller too. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

/* A line "NAME:  123 kB" of a file in proc; 0: there is none. */
static long value_of(pid_t process, const char *file, const char *name)
{
    char path[64], line[256];
    long value = 0;

    snprintf(path, sizeof path, "/proc/%ld/%s", (long)process, file);
    FILE *stream = fopen(path, "r");
    while (stream != NULL && fgets(line, sizeof line, stream) != NULL) {
        if (strncmp(line, name, strlen(name)) == 0)
            value = strtol(line + strlen(name), NULL, 10);
    }
    if (stream != NULL)
        fclose(stream);
    return value;
}

/* VmHWM may lag behind by some pages for each processor, and what the mappings have is
 * exact, but only now. */
static long peak_of(pid_t process)
{
    long peak = value_of(process, "status", "VmHWM:");
    long now = value_of(process, "smaps_rollup", "Rss:");

    return peak > now ? peak : now;
}

static int follow(pid_t child, long *peak)
{
    int status, number;

    if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status) ||
        ptrace(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL) != 0)
        return 127;
    for (number = 0; ptrace(PTRACE_CONT, child, 0, number) == 0;) {
        if (waitpid(child, &status, 0) != child)
            return 127;
        if (WIFEXITED(status))
            return WEXITSTATUS(status);
        if (WIFSIGNALED(status))
            return 128 + WTERMSIG(status);
        number = WSTOPSIG(status);
        if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8)) {
            *peak = peak_of(child);
            number = 0;
        }
    }
    return 127;
}

int main(int argc, char **argv)
{
    long peak = 0;
    int code;

    if (argc < 3)
        return 2;
    pid_t child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    code = child < 0 ? 127 : follow(child, &peak);
    FILE *stream = fopen(argv[1], "w");
    if (stream == NULL || fprintf(stream, "%ld\n", peak) < 0 || fclose(stream) != 0)
        return 127;
    return code;
}
