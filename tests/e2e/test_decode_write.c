/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode -w, --redact and --split: what is written is what was read, and nothing personal
 * is left where that was asked for. Reads fixtures/. */
#include "rows.h"
#include "split.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define AUTH "fixtures/em7355-fcc-auth.txt"

static struct child client;

__attribute__((format(printf, 2, 3))) static void wanted(int code, const char *format, ...)
{
    char line[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    run(&client, line);
    if (child_defect(&client) != NULL || client.code != code)
        fail_msg("%s: exit %d: %s", line, client.code, client.error.bytes);
}

/* ---- Converting */

static void test_fixtures(void **state)
{
    (void)state;
    DIR *directory = opendir("fixtures");
    const struct dirent *entry;
    char first[128], second[128], path[300];
    size_t count = 0;

    run_path(first, sizeof first, ".pcapng");
    run_path(second, sizeof second, ".pcapng");
    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        const char *end = strrchr(entry->d_name, '.');

        if (end == NULL ||
            (strcmp(end, ".txt") != 0 && strcmp(end, ".log") != 0 && strncmp(end, ".pcap", 5) != 0))
            continue;
        snprintf(path, sizeof path, "fixtures/%s", entry->d_name);
        wanted(0, "decode -w %s %s", first, path);
        assert_string_equal(client.output.bytes, "");
        assert_string_equal(client.error.bytes, "");
        assert_true(split_compare(path, first, path) > 0);
        /* What is written is a fixed point. */
        wanted(0, "decode -w %s %s", second, first);
        wanted(0, "decode -w - %s", first);
        split_file(first, client.output.bytes, client.output.length);
        assert_true(split_compare(first, second, path) > 0);
        count++;
    }
    closedir(directory);
    assert_true(count >= 7);
}

/* ---- How it can be asked for, and what can go wrong */

static const struct row rows[] = {
    {"decode -w /dev/full " AUTH, 74, "", "cannot write /dev/full: no space left", 0},
    {"decode -w {tmp}/not-there/x " AUTH, 2, "", "cannot write |/not-there/x", 0},
    {"decode -w {tmp}/nothing README.md", 1, "", "no messages were found", 0},
    {"decode --redact " AUTH, 2, "", "--redact needs -w FILE or --split DIR", 0},
    {"decode --keep-unknown -w {tmp}/x " AUTH, 2, "", "--keep-unknown needs --redact", 0},
    {"decode --split {tmp}/not-there/x " AUTH, 2, "", "--split: cannot make |/not-there/x", 0},
    {"decode --split README.md " AUTH, 2, "", "--split: cannot open README.md", 0},
    {"decode --redact -w {tmp}/two " AUTH " fixtures/em7355-allocate-cid.txt", 0, "", NULL, 0},
};

static void test_rows(void **state)
{
    (void)state;
    rows_play(rows, COUNT(rows));
}

/* What is read is not what is written. */
static void test_itself(void **state)
{
    (void)state;
    char path[128], link[128];
    struct stat before, after;

    run_path(path, sizeof path, ".pcapng");
    run_path(link, sizeof link, ".pcapng");
    wanted(0, "decode -w %s " AUTH, path);
    assert_int_equal(symlink(path, link), 0);
    assert_int_equal(stat(path, &before), 0);
    wanted(2, "decode -w %s %s", path, path);
    wanted(2, "decode -w %s " AUTH " %s", link, path);
    assert_non_null(strstr(client.error.bytes, "is the file that is read"));
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(after.st_size, before.st_size);
    unlink(link);
}

/* Damage is told of, and the rest is written. */
static void test_damage(void **state)
{
    (void)state;
    char path[128], cut[128];

    run_path(path, sizeof path, ".pcapng");
    run_path(cut, sizeof cut, ".pcapng");
    wanted(0, "decode -w - " AUTH);
    split_file(cut, client.output.bytes, client.output.length - 50);
    wanted(0, "decode -w %s %s", path, cut);
    assert_non_null(strstr(client.error.bytes, "wdmctl: decode: at byte "));
    assert_true(split_has(path, "000001-to-modem-mbim-qmi-dms-set-fcc-authentication-request.bin"));
}

/* ---- Redacting: sessions with values that are known */

#define IMEI     "004402110000019"
#define IMSI     "001010000000735"
#define ICCID    "8988001010000007357"
#define NUMBER   "15550100123"
#define PIN      "73915628"
#define USER     "guillaume"
#define PASSWORD "s3cret!pass"

static const char *const values[] = {IMEI, IMSI, ICCID, NUMBER, PIN, USER, PASSWORD};

static const char *const sessions[] = {
    "-d sim:em7355 info",
    "-d sim:em7355-qmi info",
    "-d sim:em7355 qmi dms get-ids",
    "-d sim:em7355,frag=64 qmi dms get-ids",
    "-d sim:mbimex3 --mbimex 3 info",
    "-d sim:em7355-qmi qmi dms get-msisdn",
    "-d sim:em7355 qmi dms uim-get-iccid",
    "-d sim:em7355 qmi dms uim-get-imsi",
    "-d sim:mbim-only,frag=64 info",
    "-d sim:mbim-only,frag=100,noise mbim basic-connect subscriber-ready-status",
    "-d sim:mbim-only mbim basic-connect device-caps",
    ("-d sim:em7355 mbim basic-connect pin set pin_type=pin1 pin_operation=enter pin=" PIN
     " new_pin="),
    ("-d sim:em7355 mbim basic-connect connect set session_id=0 activation_command=activate "
     "access_string=internet user_name=" USER " password=" PASSWORD
     " compression=none auth_protocol=chap ip_type=ipv4 context_type=internet"),
    "-d sim:em7355 qmi wds start-network username=" USER " password=" PASSWORD,
    "-d sim:em7355-qmi qmi dms uim-verify-pin info.pin_id=pin info.pin=" PIN,
};

/* The ICCID packed, as UIM Get Slot Status gives it; and an IMSI that nobody knows the
 * place of: in a message that there is not, and in bytes that are none. */
static const char extra[] =
    "< 01 2B 00 80 0B 01 02 02 00 47 00 1F 00 02 04 00 00 00 00 00 10 15 00 01 02 00 00 00 01 00 "
    "00 00 01 0A 98 88 00 01 01 00 00 70 53 F7\n"
    "< 01 1F 00 80 02 01 02 02 00 EE EE 13 00 11 10 00 0F 30 30 31 30 31 30 30 30 30 30 30 30 37 "
    "33 35\n";

static bool has(const char *bytes, size_t length, const char *form, size_t size)
{
    for (size_t i = 0; i + size <= length; i++) {
        if (memcmp(bytes + i, form, size) == 0)
            return true;
    }
    return false;
}

static size_t as_utf16(const char *value, char *form)
{
    size_t length = strlen(value);

    for (size_t i = 0; i < length; i++) {
        form[2 * i] = value[i];
        form[2 * i + 1] = 0;
    }
    return 2 * length;
}

/* Two digits a byte, whole bytes only; `swapped`: the first in the lower half. */
static size_t as_digits(const char *value, bool swapped, size_t from, char *form)
{
    size_t length = (strlen(value) - from) / 2;

    for (size_t i = 0; i < length; i++) {
        unsigned first = (unsigned)(value[from + 2 * i] - '0') & 15U;
        unsigned second = (unsigned)(value[from + 2 * i + 1] - '0') & 15U;

        form[i] = (char)(swapped ? second << 4 | first : first << 4 | second);
    }
    return length;
}

/* In how many of its forms a value is in a file. */
static size_t forms_of(const char *value, const char *bytes, size_t length)
{
    char form[64];
    size_t count = has(bytes, length, value, strlen(value));

    count += has(bytes, length, form, as_utf16(value, form));
    for (size_t i = 0; strspn(value, "0123456789") == strlen(value) && i < 4; i++)
        count += has(bytes, length, form, as_digits(value, i % 2, i / 2, form));
    return count;
}

static size_t read_whole(const char *path, char *bytes, size_t capacity)
{
    FILE *file = fopen(path, "r");
    size_t length;

    assert_non_null(file);
    length = fread(bytes, 1, capacity, file);
    assert_true(length < capacity);
    fclose(file);
    return length;
}

/* Lines without the fields' values, which differ. */
static void compare_listings(const char *a, const char *b)
{
    static struct child other;
    char line[256];

    wanted(0, "decode %s", a);
    snprintf(line, sizeof line, "decode %s", b);
    run(&other, line);
    assert_int_equal(other.code, 0);
    assert_string_equal(other.output.bytes, client.output.bytes);
    assert_true(run_lines(client.output.bytes) >= 2);
}

/* Redacts a capture; returns in how many forms the values were in it. */
static size_t check_redacted(const char *path, const char *what)
{
    static char bytes[262144];
    char redacted[128];
    size_t found = 0, length;

    run_path(redacted, sizeof redacted, ".pcapng");
    wanted(0, "decode --redact -w %s %s", redacted, path);
    assert_string_equal(client.output.bytes, "");
    length = read_whole(path, bytes, sizeof bytes);
    for (size_t i = 0; i < COUNT(values); i++)
        found += forms_of(values[i], bytes, length);
    assert_int_equal(read_whole(redacted, bytes, sizeof bytes), length);
    for (size_t i = 0; i < COUNT(values); i++) {
        if (forms_of(values[i], bytes, length) > 0)
            fail_msg("%s: %s is still there", what, values[i]);
    }
    compare_listings(path, redacted);
    return found;
}

static void test_redact(void **state)
{
    (void)state;
    char path[128];
    size_t found = 0;

    for (size_t i = 0; i < COUNT(sessions); i++) {
        char line[1024];

        run_path(path, sizeof path, ".pcapng");
        /* Some of what is asked for is refused: that matters to no recording. */
        snprintf(line, sizeof line, "-w %s %s", path, sessions[i]);
        run(&client, line);
        if (client.code > 1)
            fail_msg("%s: exit %d: %s", line, client.code, client.error.bytes);
        size_t own = check_redacted(path, sessions[i]);
        /* Fragments cut values apart, so that they are not found before either. */
        if (own == 0 && strstr(sessions[i], "frag=") == NULL)
            fail_msg("%s: there is nothing personal in it", sessions[i]);
        found += own;
    }
    assert_true(found >= COUNT(sessions));
}

static void test_redact_unknown(void **state)
{
    (void)state;
    static char bytes[65536];
    char text[128], path[128], redacted[128];
    size_t length;

    run_path(text, sizeof text, ".txt");
    run_path(path, sizeof path, ".pcapng");
    run_path(redacted, sizeof redacted, ".pcapng");
    split_file(text, extra, strlen(extra));
    wanted(0, "decode -w %s %s", path, text);
    assert_true(check_redacted(path, "messages that nobody knows") >= 2);
    wanted(0, "decode -v --redact -w %s %s", redacted, path);
    assert_non_null(strstr(client.error.bytes, "personal data, now without: 1\n"));
    assert_non_null(strstr(client.error.bytes, "zeros now: 1; --keep-unknown"));
    wanted(0, "decode --redact --keep-unknown -w %s %s", redacted, path);
    assert_string_equal(client.error.bytes, "");
    length = read_whole(redacted, bytes, sizeof bytes);
    assert_int_equal(forms_of(IMSI, bytes, length), 1);
    assert_int_equal(forms_of(ICCID, bytes, length), 0);
}

/* ---- Splitting */

/* Twice into the same folder, which is there then; redacted, too. */
static void test_split(void **state)
{
    (void)state;
    static const char *const names[] = {
        "000001-to-modem-mbim-qmi-dms-set-fcc-authentication-request.bin",
        "000002-from-modem-mbim-qmi-dms-set-fcc-authentication-response.bin",
        "000003-to-modem-qmi-ctl-allocate-cid-request.bin",
    };
    char folder[128], path[256], bytes[256];
    struct stat status;

    run_path(folder, sizeof folder, ".split");
    for (size_t run_number = 0; run_number < 2; run_number++)
        wanted(0, "decode %s --split %s " AUTH " fixtures/em7355-allocate-cid.txt",
               run_number == 1 ? "--redact" : "", folder);
    assert_int_equal(stat(folder, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    snprintf(path, sizeof path, "%s/%s", folder, names[0]);
    assert_int_equal(read_whole(path, bytes, sizeof bytes), 61);
    assert_memory_equal(bytes, "\x03\0\0\0\x3d", 5);
    /* A link that waits there is not followed. */
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("/dev/null", path), 0);
    wanted(2, "decode --split %s " AUTH, folder);
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        assert_int_equal(lstat(path, &status), 0);
    }
    assert_int_equal(split_clear(folder), 3);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixtures), cmocka_unit_test(test_rows),
        cmocka_unit_test(test_itself),   cmocka_unit_test(test_damage),
        cmocka_unit_test(test_redact),   cmocka_unit_test(test_redact_unknown),
        cmocka_unit_test(test_split),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
