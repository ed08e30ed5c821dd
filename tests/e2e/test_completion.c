/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the hidden commands print for the shells and for make; and the completion
 * scripts of the shells, each in its shell. */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- The program itself */

static const struct row rows[] = {
    /* Commands and options. */
    {"complete", 0, "unlock\t|qmi\t|mbim\t|sim\t|!complete|!catalogue|!--mode", NULL, 0},
    {"complete ''", 0, "unlock\tUnlock the|radio\t", NULL, 0},
    {"complete u", 0, "unlock\t|!radio\t", NULL, 0},
    {"complete frobnicate ''", 0, "!\t", NULL, 0},
    {"complete x", 0, "!\t", NULL, 0},
    {"complete -", 0, "--device\t|--mode\t|--mbimex\t|--help\t|!--find|!unlock", NULL, 0},
    {"complete --m", 0, "--mode\t|--mbimex\t|!--device", NULL, 0},
    {"complete unlock --", 0, "--method\t|--power-on\t|--mode\t", NULL, 0},
    {"complete qmi --f", 0, "--find\t|!--mode", NULL, 0},
    {"complete send --", 0, "--no-open\t|!--method", NULL, 0},
    {"complete -- --", 0, "!\t", NULL, 0},
    {"complete --device sim:em7355 -v u", 0, "unlock\t", NULL, 0},
    {"complete --nonsense u", 0, "unlock\t", NULL, 0},
    /* Values of options. */
    {"complete -m ''", 0, "auto\t|mbim\t|qmi\t|!unlock", NULL, 0},
    {"complete --mode q", 0, "qmi\t|!mbim", NULL, 0},
    {"complete --mode=", 0, "--mode=auto\t|--mode=qmi\t", NULL, 0},
    {"complete --mbimex ''", 0, "1\t|2\t|3\t", NULL, 0},
    {"complete -vm m", 0, "mbim\t", NULL, 0},
    {"complete -mqmi u", 0, "unlock\t", NULL, 0},
    {"complete -t ''", 0, "!\t", NULL, 0},
    {"complete unlock --method s", 0, "sierra\t|!auto", NULL, 0},
    {"complete -d ''", 0, "sim:\t|unix:\t", NULL, 0},
    {"complete -d sim:", 0,
     "sim:em7355\t|sim:em7355-qmi\t|sim:em7455\t|sim:mbimex3\t|sim:silent\t|!drop", NULL, 0},
    {"complete --root fixtures/sysfs-em7355 -d ''", 0,
     "1-10\tSierra EM7355 1199:901f\n|cdc-wdm0\tmbim\n|wwan0mbim0\t|!wwan0\t|sim:\t", NULL, 0},
    {"complete --root fixtures/sysfs-fm350 -d 0", 0, "0000:08:00.0\tmodem 14c3:4d75\n|!wwan0", NULL,
     0},
    {"complete --root fixtures/sysfs-none -d ''", 0, "sim:\t|!modem 0", NULL, 0},
    {"complete -d sim:em7355,", 0, "sim:em7355,drop=\t|sim:em7355,noise\t|!silent", NULL, 0},
    {"complete --device=sim:em7355,noise,d", 0,
     "--device=sim:em7355,noise,drop=\t|--device=sim:em7355,noise,delay=\t|!,late", NULL, 0},
    {"complete -d unix:/x", 0, "unix:\t(file)\n", NULL, 0},
    {"complete --client-id dm", 0, "dms=\t|!ctl=|!nas=", NULL, 0},
    {"complete qmi --client-id=", 0, "--client-id=dms=\t|--client-id=wds=\t|!ctl=|!ssc=", NULL, 0},
    {"complete --schema x", 0, "\t(file)\n", NULL, 0},
    {"complete -w x", 0, "\t(file)\n", NULL, 0},
    {"complete info --write=x", 0, "--write=\t(file)\n", NULL, 0},
    {"complete decode --split x", 0, "\t(file)\n", NULL, 0},
    {"complete sim em7355 --listen ''", 0, "\t(file)\n", NULL, 0},
    {"complete decode --format p", 0, "pcap\t|pcapng\t|!text", NULL, 0},
    {"complete decode --format u", 0, "usbmon\t|!raw", NULL, 0},
    {"complete decode --time ''", 0, "relative\t|absolute\t|delta\t", NULL, 0},
    {"complete decode --svg x", 0, "\t(file)\n", NULL, 0},
    {"complete decode --only ''", 0, "service=\t|status=\t|time=\t", NULL, 0},
    {"complete decode --not s", 0, "service=\t|status=\t|!time=", NULL, 0},
    /* Words of commands. */
    {"complete decode x", 0, "\t(file)\n", NULL, 0},
    {"complete radio ''", 0, "on\t|off\t", NULL, 0},
    {"complete radio on ''", 0, "!\t", NULL, 0},
    {"complete info ''", 0, "!\t", NULL, 0},
    {"complete sim m", 0, "mbim-only\t|mbimex3\t|!em7355", NULL, 0},
    {"complete sim em7355,fr", 0, "em7355,frag=\t", NULL, 0},
    /* Services, messages, query and set. */
    {"complete qmi ''", 0, "ctl\t0x00|dms\t0x02|nas\t", NULL, 0},
    {"complete qmi d", 0, "dms\t|!nas", NULL, 0},
    {"complete qmi dms get-c", 0, "get-capabilities\t0x0020\n|!set-operating-mode", NULL, 0},
    {"complete qmi dms event", 0, "!event-report\t", NULL, 0},
    {"complete qmi dms swi", 0, "modems of USB vendor 1199 only", NULL, 0},
    {"complete qmi nonsense ''", 0, "!\t", NULL, 0},
    {"complete qmi dms nonsense ''", 0, "!\t", NULL, 0},
    {"complete mbim b", 0, "basic-connect\ta289cc33", NULL, 0},
    {"complete mbim basic-connect radio", 0, "radio-state\t3\n", NULL, 0},
    {"complete mbim ms-basic-connect-extensions ''", 0, "version\t15, MBIMEx 2.0", NULL, 0},
    {"complete mbim basic-connect radio-state ''", 0, "query\t|set\t|radio_state=\t", NULL, 0},
    {"complete mbim basic-connect device-caps ''", 0, "query\t|!set\t", NULL, 0},
    {"complete mbim basic-connect radio-state query ''", 0, "!\t", NULL, 0},
    {"complete mbim basic-connect radio-state set ''", 0, "radio_state=\t|!query", NULL, 0},
    {"complete mbim basic-connect connect set m", 0, "!media", NULL, 0},
    {"complete --mbimex 3 mbim basic-connect connect set m", 0, "media_preference=\t", NULL, 0},
    {"complete mbim basic-connect connect set m --mbimex=3 m", 0, "media_preference=\t", NULL, 0},
    /* Fields, and their values. */
    {"complete qmi dms set-operating-mode ''", 0, "mode=\tone of online, low-power", NULL, 0},
    {"complete qmi dms set-operating-mode mode=online ''", 0, "!\t", NULL, 0},
    {"complete qmi dms uim-verify-pin info.pin_id=pin ''", 0, "info.pin=\t|!info.pin_id=", NULL, 0},
    {"complete qmi dms set-operating-mode mode=", 0, "mode=online\t|mode=low-power\t", NULL, 0},
    {"complete qmi dms set-operating-mode mode=l", 0, "mode=low-power\t|!online", NULL, 0},
    {"complete qmi nas get-signal-strength request_mask=rssi,", 0,
     "request_mask=rssi,ecio\t|request_mask=rssi,rssi\t", NULL, 0},
    {"complete mbim basic-connect connect set context_type=int", 0, "context_type=internet\t", NULL,
     0},
    {"complete mbim basic-connect device-service-subscribe-list set ''", 0,
     "events[0].device_service_id=\t|events[0].cids=\t|!count", NULL, 0},
    {"complete mbim basic-connect device-service-subscribe-list set events[0].cids=1 "
     "events[0].device_service_id=qmi events",
     0, "events[1].device_service_id=\t|events[1].cids=\t|!events[0]", NULL, 0},
    {"complete mbim basic-connect device-service-subscribe-list set events[7].device_service_id=q",
     0, "events[7].device_service_id=qmi\t|!internet", NULL, 0},
    {"complete qmi dms write-user-data user_data=@a", 0, "user_data=@\t(file)\n", NULL, 0},
    {"complete qmi dms write-user-data user_data=@@a", 0, "!(file)", NULL, 0},
    /* A schema's names, too; a mistake in it spoils nothing but the candidates. */
    {"complete --schema {tmp}/none qmi d", 2, NULL, "none", 0},
    {"complete --schema fixtures/acme.schema qmi acme set-mode ''", 0, "mode=\tone of off, on",
     NULL, 0},
    {"complete --schema=fixtures/acme.schema qmi dms acme", 0, "acme-set-led\t", NULL, 0},
    /* They are not told of. */
    {"--help", 0, "!complete|!catalogue", NULL, 0},
    {"complet", 2, NULL, "no command 'complet'|!did you mean", 0},
    /* The page: its head, in what the test keeps of it. */
    {"catalogue", 0,
     ".Dt WDMCTL-CATALOGUE 7\n|.Sh QMI ctl\n|.Ss ctl allocate-cid (0x0022)\n|"
     ".It Va service\none of\n.Va service\n",
     NULL, 0},
};

static void test_candidates(void **state)
{
    (void)state;
    rows_play(rows, COUNT(rows));
}

/* ---- The shells */

static const char bash_script[] = "source \"$1/docs/completion/wdmctl.bash\"\n"
                                  "complete -p wdmctl >/dev/null || exit 1\n"
                                  "COMP_LINE=$2 COMP_POINT=${#2}\n"
                                  "_wdmctl\n"
                                  "printf '%s\\n' \"${COMPREPLY[@]}\"\n";

/* The functions of its completion system that the script calls, which work only while
 * a line is edited. */
static const char zsh_script[] =
    "compset() { PREFIX=${PREFIX#$~2}; }\n"
    "_files() { print -rl -- $PREFIX*(N); }\n"
    "_describe() {\n"
    "    local each; local -a all; all=(${(P)4} ${(P)6})\n"
    "    for each in $all; do\n"
    "        each=${each//\\\\:/@@}; each=${each%%:*}; print -r -- ${each//@@/:}\n"
    "    done\n"
    "}\n"
    "words=(${(z)2}); [[ $2 == *' ' ]] && words+=('')\n"
    "CURRENT=$#words PREFIX=$words[-1]\n"
    "source \"$1/docs/completion/_wdmctl\"\n";

static const char fish_script[] = "source $argv[1]/docs/completion/wdmctl.fish\n"
                                  "complete -C $argv[2]\n";

static const struct {
    const char *program;
    const char *options; /* so that no file of the user is read */
    const char *script;
    bool cuts; /* it wants but what is behind the last of "=:@" */
} shells[] = {
    {"bash", "--norc", bash_script, true},
    {"zsh", "-f", zsh_script, false},
    {"fish", "--no-config", fish_script, false},
};

static const struct {
    const char *line;
    const char *candidates; /* as run_matches has them */
    const char *cut;        /* of a shell that cuts; NULL: the same */
} lines[] = {
    {"wdmctl qmi d", "dms|dpm|dsd|!nas", NULL},
    {"wdmctl u", "unlock|!mbim", NULL},
    {"wdmctl mbim ", "basic-connect|sms", NULL},
    {"wdmctl --m", "--mode|--mbimex|!--device", NULL},
    {"wdmctl --mode=", "--mode=auto|--mode=qmi", "auto|qmi|!--mode"},
    {"wdmctl -d sim:em7355,dr", "sim:em7355,drop=", "em7355,drop=|!sim:"},
    {"wdmctl qmi dms set-operating-mode ", "mode=", NULL},
    {"wdmctl qmi dms set-operating-mode mode=per", "mode=persistent-low-power",
     "persistent-low-power|!mode="},
    {"wdmctl --schema ./docs/wdmctl.", "docs/wdmctl.1", NULL},
    {"wdmctl qmi dms write-user-data user_data=@docs/wdmctl.", "docs/wdmctl.1",
     "docs/wdmctl.1|!user_data"},
    {"wdmctl frobnicate ", "!unlock|!dms", NULL},
};

static void make_file(const char *name, const char *text)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", run_folder(), name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0700), 0);
}

/* `wdmctl` is then the program that is tested, with its runner. */
static void put_on_path(void)
{
    const char *program = getenv("WDMCTL"), *runner = getenv("WDMCTL_RUNNER");
    char text[8192];
    char *whole = realpath(program != NULL ? program : "./wdmctl", NULL);

    assert_non_null(whole);
    snprintf(text, sizeof text, "#!/bin/sh\nexec %s %s \"$@\"\n", runner != NULL ? runner : "",
             whole);
    free(whole);
    make_file("wdmctl", text);
    snprintf(text, sizeof text, "%s:%s", run_folder(), getenv("PATH"));
    assert_int_equal(setenv("PATH", text, 1), 0);
}

static bool is_installed(const char *program)
{
    char command[64];

    snprintf(command, sizeof command, "command -v %s >/dev/null", program);
    return system(command) == 0;
}

static struct child child;

static void play_line(size_t shell, size_t line)
{
    const struct run_options options = {.program = shells[shell].program, .limit = 60};
    const char *root = getenv("WDM_ROOT") != NULL ? getenv("WDM_ROOT") : ".";
    const char *wanted = lines[line].candidates;
    char arguments[512], missed[128];

    if (shells[shell].cuts && lines[line].cut != NULL)
        wanted = lines[line].cut;
    snprintf(arguments, sizeof arguments, "%s {tmp}/script.%s '%s' '%s'", shells[shell].options,
             shells[shell].program, root, lines[line].line);
    child_start(&child, arguments, &options);
    child_wait(&child);
    if (child_defect(&child) != NULL || child.code != 0 || child.error.length > 0 ||
        !run_matches(child.output.bytes, wanted, missed, sizeof missed))
        fail_msg("%s: '%s': exit %d, %s\n%s%s", shells[shell].program, lines[line].line, child.code,
                 missed, child.output.bytes, child.error.bytes);
}

/* A shell that is not there is no failure but in CI, which installs them all. */
static void test_shells(void **state)
{
    size_t shell, line;

    (void)state;
    put_on_path();
    for (shell = 0; shell < COUNT(shells); shell++) {
        char name[32];

        if (!is_installed(shells[shell].program)) {
            print_message("no %s here: its completion is not tested\n", shells[shell].program);
            if (getenv("CI") != NULL)
                fail_msg("CI must have %s: see tests/need-shells.sh", shells[shell].program);
            continue;
        }
        snprintf(name, sizeof name, "script.%s", shells[shell].program);
        make_file(name, shells[shell].script);
        for (line = 0; line<COUNT(lines); line += run_startup()> 0.2 ? 3 : 1)
            play_line(shell, line);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_candidates),
        cmocka_unit_test(test_shells),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
