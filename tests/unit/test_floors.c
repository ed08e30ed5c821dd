/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The order of the house: no file includes a floor above its own, the lower floors
 * do no I/O, nothing calls for heap, every file says what it is and stays short.
 * Reads the sources below $WDM_ROOT, or below the working directory. */

#include "support.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LINES_MAX       500
#define LINES_MAX_TESTS 600 /* they are tables for the most part */
#define DEPTH_MAX       5
#define PATH_SIZE       512

/* ---- The house */

enum floor { WIRE, CATALOGUE, PORT, SESSION, CAPTURE, SIM, MODEM, CLI, FLOORS };

#define MAY(floor) (1U << (floor))

static const struct {
    const char *name;
    unsigned may_use;
    bool io; /* may use what opens, reads and waits */
} floors[FLOORS] = {
    [WIRE] = {"wire", MAY(WIRE), false},
    [CATALOGUE] = {"catalogue", MAY(CATALOGUE) | MAY(WIRE), false},
    [PORT] = {"port", MAY(PORT) | MAY(WIRE), true},
    [SESSION] = {"session", MAY(SESSION) | MAY(PORT) | MAY(WIRE), false},
    [CAPTURE] = {"capture", MAY(CAPTURE) | MAY(CATALOGUE) | MAY(PORT) | MAY(WIRE), false},
    [SIM] = {"sim", MAY(SIM) | MAY(CAPTURE) | MAY(CATALOGUE) | MAY(PORT) | MAY(WIRE), true},
    [MODEM] = {"modem", MAY(MODEM) | MAY(SESSION) | MAY(PORT) | MAY(CATALOGUE) | MAY(WIRE), false},
    [CLI] = {"cli", ~0U, true},
};

/* Which floor a public header is of. */
static const struct {
    const char *name;
    enum floor floor;
} headers[] = {
    {"bytes.h", WIRE},
    {"digest.h", WIRE},
    {"error.h", WIRE},
    {"mbim.h", WIRE},
    {"protocol.h", WIRE},
    {"qmux.h", WIRE},
    {"utf16.h", WIRE},
    {"decimal.h", WIRE},
    {"format.h", WIRE},
    {"sim_proxy.h", SIM},
    {"uuid.h", WIRE},
    {"calendar.h", WIRE},
    {"catalogue.h", CATALOGUE},
    {"fields.h", CATALOGUE},
    {"describe.h", CATALOGUE},
    {"schema.h", CATALOGUE},
    {"file.h", PORT},
    {"port.h", PORT},
    {"channel.h", PORT},
    {"framing.h", PORT},
    {"mbim_session.h", SESSION},
    {"qmi_client.h", SESSION},
    {"sim.h", SIM},
    {"modem.h", MODEM},
    {"at_session.h", SESSION},
    {"terminal.h", PORT},
    {"at_tunnel.h", MODEM},
    {"proxy.h", PORT},
    {"log.h", PORT},
    {"sim_usb.h", SIM},
    {"tree.h", PORT},
    {"find.h", MODEM},
    {"usb.h", MODEM},
    {"unpack.h", WIRE},
    {"capture.h", CAPTURE},
    {"exchange.h", CAPTURE},
    {"explain.h", CAPTURE},
    {"capture_write.h", CAPTURE},
    {"redact.h", CATALOGUE},
    {"capture_redact.h", CAPTURE},
    {"capture_describers.h", CAPTURE},
    {"placement.h", CATALOGUE},
    {"recording.h", CAPTURE},
    {"sim_replay.h", SIM},
    {"compare.h", CAPTURE},
    {"replay.h", CAPTURE},
};

/* Headers of the system that a floor without I/O has no use for. */
static const char *const io_headers[] = {"dirent.h",  "fcntl.h",  "poll.h",   "sys/",
                                         "termios.h", "unistd.h", "netinet/", "syslog.h"};

/* Functions that ask for heap, openly or behind libc's back. */
static const char *const heap_functions[] = {
    "malloc",  "calloc",   "realloc",       "reallocarray",   "free",
    "strdup",  "strndup",  "asprintf",      "vasprintf",      "alloca",
    "getline", "getdelim", "aligned_alloc", "posix_memalign", "fopen",
    "fdopen",  "popen",    "opendir",       "scandir",        "open_memstream",
};

/* ---- Walking it */

struct file {
    char path[PATH_SIZE]; /* from the root: "src/wire/bytes.c" */
    char text[262144];
    size_t length;
};

static struct file file;
static size_t visited;
static size_t wrong; /* what was found, of all files */

#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
static void
report(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)fprintf(stderr, "%s ", file.path);
    (void)vfprintf(stderr, format, arguments);
    (void)fputc('\n', stderr);
    va_end(arguments);
    wrong++;
}

static void in_root(char path[PATH_SIZE], const char *below)
{
    const char *root = getenv("WDM_ROOT");
    if (snprintf(path, PATH_SIZE, "%s/%s", root ? root : ".", below) >= PATH_SIZE)
        fail_msg("a path that is too long: %s", below);
}

static void read_file(const char *below)
{
    char path[PATH_SIZE];
    in_root(path, below);
    FILE *stream = fopen(path, "rb");
    if (!stream)
        fail_msg("cannot read %s", path);
    (void)snprintf(file.path, sizeof(file.path), "%s", below);
    file.length = fread(file.text, 1, sizeof(file.text) - 1, stream);
    (void)fclose(stream);
    if (file.length == sizeof(file.text) - 1)
        fail_msg("%s is too long", path);
    file.text[file.length] = '\0';
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

/* Reads each .c and .h below a folder, and calls `visit` on it. */
static void walk(const char *folder, unsigned depth, void (*visit)(void))
{
    char path[PATH_SIZE];
    char below[PATH_SIZE];
    const struct dirent *entry;
    struct stat status;
    in_root(path, folder);
    DIR *directory = opendir(path);
    if (!directory || depth > DEPTH_MAX)
        fail_msg("cannot read %s: run from the repository, or set WDM_ROOT", path);
    while ((entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        if (snprintf(below, sizeof(below), "%s/%s", folder, entry->d_name) >= PATH_SIZE)
            fail_msg("a path that is too long: %s", below);
        in_root(path, below);
        assert_int_equal(stat(path, &status), 0);
        if (S_ISDIR(status.st_mode)) {
            walk(below, depth + 1, visit);
        } else if (ends_with(below, ".c") || ends_with(below, ".h")) {
            read_file(below);
            visited++;
            visit();
        }
    }
    (void)closedir(directory);
}

/* Walks the house, with its tests or without; nothing may be wrong. */
static void walk_all(bool tests, void (*visit)(void))
{
    static const char *const folders[] = {"include", "src", "tests"};
    wrong = 0;
    for (size_t i = 0; i < COUNT(folders) - (tests ? 0 : 1); i++) {
        visited = 0;
        walk(folders[i], 0, visit);
        if (visited < 10)
            fail_msg("only %zu files in %s", visited, folders[i]);
    }
    assert_int_equal(wrong, 0);
}

/* ---- Includes */

/* The floor of a path below src/ or of a public header; FLOORS: of none. */
static enum floor floor_of(const char *path)
{
    const char *public = "include/wdm/";
    if (strncmp(path, public, strlen(public)) == 0) {
        for (size_t i = 0; i < COUNT(headers); i++) {
            if (strcmp(path + strlen(public), headers[i].name) == 0)
                return headers[i].floor;
        }
        return FLOORS;
    }
    for (size_t i = 0; i < FLOORS; i++) {
        size_t length = strlen(floors[i].name);
        if (strncmp(path, "src/", 4) == 0 && strncmp(path + 4, floors[i].name, length) == 0 &&
            path[4 + length] == '/')
            return (enum floor)i;
    }
    return FLOORS;
}

/* A header between quotes: public, or private beside the file or above it in the
 * same floor. */
static void check_own_header(enum floor from, const char *name)
{
    char path[PATH_SIZE];
    char whole[PATH_SIZE];
    struct stat status;
    size_t folder = (size_t)(strrchr(file.path, '/') - file.path);
    if (strncmp(name, "wdm/", 4) == 0) {
        (void)snprintf(path, sizeof(path), "include/%s", name);
    } else {
        for (; strncmp(name, "../", 3) == 0; name += 3) {
            while (file.path[--folder] != '/')
                assert_true(folder > 0);
        }
        if (snprintf(path, sizeof(path), "%.*s/%s", (int)folder, file.path, name) >= PATH_SIZE ||
            strstr(name, ".."))
            fail_msg("%s includes %s", file.path, name);
        if (floor_of(path) != from)
            report("includes %s, which is private to another floor", path);
    }
    in_root(whole, path);
    if (stat(whole, &status) != 0)
        report("includes %s, which is not there", path);
    enum floor to = floor_of(path);
    if (to == FLOORS)
        report("includes %s: which floor is it of? add it to %s", path, __FILE__);
    else if ((floors[from].may_use & MAY(to)) == 0)
        report("is of %s and includes %s, of %s", floors[from].name, path, floors[to].name);
}

static void check_system_header(enum floor from, const char *name)
{
    if (strcmp(name, "stdio.h") == 0)
        fail_msg("%s includes <stdio.h>: wdm/format.h does without", file.path);
    for (size_t i = 0; i < COUNT(io_headers); i++) {
        bool is = strncmp(name, io_headers[i], strlen(io_headers[i])) == 0;
        if (is && !floors[from].io)
            report("is of %s and includes <%s>", floors[from].name, name);
    }
}

static void check_includes(void)
{
    enum floor from = floor_of(file.path);
    if (from == FLOORS)
        fail_msg("which floor is %s of? add it to %s", file.path, __FILE__);
    for (char *line = strtok(file.text, "\n"); line; line = strtok(NULL, "\n")) {
        char opening;
        char name[128];
        if (sscanf(line, " # include %c%127[^\">]", &opening, name) != 2)
            continue;
        if (opening == '<')
            check_system_header(from, name);
        else
            check_own_header(from, name);
    }
}

static void test_includes(void **state)
{
    (void)state;
    walk_all(false, check_includes);
}

static void visit_nothing(void)
{
}

/* Every floor and every header of the tables is there. */
static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < FLOORS; i++) {
        char folder[64];
        visited = 0;
        (void)snprintf(folder, sizeof(folder), "src/%s", floors[i].name);
        walk(folder, 0, visit_nothing);
        if (visited == 0)
            fail_msg("%s is empty", folder);
    }
    for (size_t i = 0; i < COUNT(headers); i++) {
        char path[PATH_SIZE];
        (void)snprintf(path, sizeof(path), "include/wdm/%s", headers[i].name);
        read_file(path);
    }
}

/* ---- How a file begins, and where it ends */

static void check_beginning(void)
{
    static const char licence[] = "/* SPDX-License-Identifier: LGPL-2.1-or-later */\n/*";
    const char *purpose = file.text + sizeof(licence) - 1;
    if (strncmp(file.text, licence, sizeof(licence) - 1) != 0)
        report("does not begin with its licence and a comment");
    if (file.length < sizeof(licence))
        return;
    purpose += strspn(purpose, " *\n");
    const char *end = strstr(purpose, "*/");
    if (!end || end - purpose < 15)
        report("does not say what it is for");
}

static void test_beginnings(void **state)
{
    (void)state;
    walk_all(true, check_beginning);
}

static void check_length(void)
{
    size_t lines = 0;
    for (size_t i = 0; i < file.length; i++)
        lines += file.text[i] == '\n';
    bool test = strncmp(file.path, "tests/", 6) == 0;
    if (lines > (test ? LINES_MAX_TESTS : LINES_MAX) && strstr(file.path, "/data/") == NULL)
        report("has %zu lines", lines);
}

static void test_lengths(void **state)
{
    (void)state;
    walk_all(true, check_length);
}

/* ---- No heap */

/* Blanks out comments, text and characters. */
static void blank_out(char *text)
{
    char end = 0; /* of what is skipped: '/' a comment, or the quote */
    for (; *text; text++) {
        if (end == 0 && text[0] == '/' && text[1] == '*')
            end = '/';
        else if (end == 0 && (*text == '"' || *text == '\''))
            end = *text;
        else if (end == '/' && text[0] == '*' && text[1] == '/')
            end = 0, text[1] = ' ';
        else if (end != 0 && end != '/' && *text == '\\')
            *text++ = ' ';
        else if (end != 0 && end != '/' && *text == end)
            end = 0;
        else if (end == 0)
            continue;
        *text = *text == '\n' ? '\n' : ' ';
    }
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static void check_heap(void)
{
    blank_out(file.text);
    for (size_t i = 0; i < COUNT(heap_functions); i++) {
        const char *name = heap_functions[i];
        const char *at = file.text;
        while ((at = strstr(at, name)) != NULL) {
            const char *after = at + strlen(name);
            bool whole = (at == file.text || !is_word(at[-1])) && !is_word(*after);
            after += strspn(after, " \n");
            if (whole && *after == '(')
                report("calls %s", name);
            at = after;
        }
    }
}

static void test_heap(void **state)
{
    (void)state;
    walk_all(false, check_heap);
}

/* The eyes of the tests before can see. */
static void test_blank_out(void **state)
{
    (void)state;
    char text[] = "a /* free( */ b \"free(\\\"\" c '\\'' d /* x\n*/ e";
    blank_out(text);
    assert_string_equal(text, "a             b           c      d     \n   e");
}

/* ---- What the library's users share a program with */

/* The name that a line at the margin gives to a function, or "": it gives none that other
 * files see. */
static void name_given(const char *line, char name[128])
{
    static const char *const others[] = {"static ", "typedef ", "#", "}", "__attribute__"};
    size_t end = strcspn(line, "(=\n");
    name[0] = '\0';
    for (size_t i = 0; i < COUNT(others); i++) {
        if (strncmp(line, others[i], strlen(others[i])) == 0)
            return;
    }
    if (line[end] != '(' || !is_word(line[0]))
        return;
    size_t begin = end;
    while (begin > 0 && is_word(line[begin - 1]))
        begin--;
    (void)snprintf(name, 128, "%.*s", (int)(end - begin), line + begin);
}

/* The program's own floor is no part of the library. */
static void check_names(void)
{
    char name[128];
    bool hidden = false; /* "static bool" stood alone in the line before */
    if (strncmp(file.path, "src/cli/", 8) == 0)
        return;
    blank_out(file.text);
    for (const char *line = file.text; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        name_given(line, name);
        if (name[0] != '\0' && !hidden && strncmp(name, "wdm_", 4) != 0)
            report("has a function %s, and not wdm_%s", name, name);
        hidden = strncmp(line, "static ", 7) == 0 && line[strcspn(line, "(=;{\n")] == '\n';
    }
}

static void test_names(void **state)
{
    (void)state;
    char name[128];
    walk_all(false, check_names);
    name_given("static bool is(int a)\n", name);
    assert_string_equal(name, "");
    name_given("const char *text(int a)\n", name);
    assert_string_equal(name, "text");
    name_given("struct a *const b = c(d);\n", name);
    assert_string_equal(name, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_includes),   cmocka_unit_test(test_tables),
        cmocka_unit_test(test_beginnings), cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_heap),       cmocka_unit_test(test_blank_out),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
