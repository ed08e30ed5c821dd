/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Each command line against what it must print, and where, and how it must end. */
#include "rows.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEVICE_SERVICES "-d sim:em7355 mbim basic-connect device-services"

static const struct row help_rows[] = {
    {"", 2, NULL, "usage: wdmctl|unlock|probe|info|radio|qmi|mbim|send|sim|exit:", 0},
    {"--help", 0, "usage: wdmctl|unlock|--device|130 interrupted", NULL, 0},
    {"-h", 0, "usage: wdmctl", NULL, 0},
    {"--version", 0, "wdmctl ", NULL, 0},
    {"-V", 0, "wdmctl ", NULL, 0},
    {"unlock --help", 0, "usage: wdmctl unlock|--no-verify|--power-on|--dry-run|--timeout", NULL,
     0},
    {"unlock -h", 0, "usage: wdmctl unlock", NULL, 0},
    {"-h unlock", 0, "usage: wdmctl unlock", NULL, 0},
    {"probe --help", 0, "usage: wdmctl probe", NULL, 0},
    {"info --help", 0, "usage: wdmctl info", NULL, 0},
    {"radio --help", 0, "usage: wdmctl radio [on", NULL, 0},
    {"qmi --help", 0, "usage: wdmctl qmi [SERVICE [MESSAGE", NULL, 0},
    {"mbim --help", 0, "usage: wdmctl mbim [SERVICE [COMMAND", NULL, 0},
    {"send --help", 0, "usage: wdmctl send HEX...|--no-open", NULL, 0},
    {"sim --help", 0, "usage: wdmctl sim|--listen PATH|--pty|--usbip|--network", NULL, 0},
    {"qmi", 0, "0x02  dms", NULL, 0},
    {"qmi dms", 0, "0x0020  get-capabilities|0x002d|get-operating-mode|0x555f|1199", NULL, 0},
    {"qmi 0x02", 0, "get-capabilities", NULL, 0},
    {"qmi DMS", 0, "get-capabilities", NULL, 0},
    {"mbim", 0,
     "basic-connect|quectel|intel-mutual-authentication|proxy-control|"
     "d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3  qmi",
     NULL, 0},
    {"mbim basic-connect", 0, "device-caps|radio-state|query, set, indication", NULL, 0},
    {"mbim a289cc33-bcbb-8b4f-b6b0-133ec2aae6df", 0, "device-caps", NULL, 0},
    {"qmi dms set-operating-mode --help", 0, "0x002e|mode|online|low-power", NULL, 0},
    {"qmi dms get-capabilities -h", 0, "radio_interface_list|lte", NULL, 0},
    {"mbim basic-connect radio-state --help", 0, "query|set|response|radio_state|off|on", NULL, 0},
    {"sim", 0,
     "em7355|em7355-qmi|silent|mbim-only|delay=MS|drop=N|late=N|dup=N|garble=N|truncate=N|"
     "split=BYTES|merge|frag=BYTES|noise|unplug=N|busy|first-open-lost|unlocked",
     NULL, 0},
    {"unlock --list", 0, "1199:901f|EM7355|1199:9079|413c:81a3|sierra", NULL, 0},
    {"-j qmi", 0, "\"dms\"", NULL, 0},
    {"-j qmi dms", 0, "\"get-capabilities\"", NULL, 0},
    {"-j mbim", 0, "\"basic-connect\"", NULL, 0},
    {"-j mbim basic-connect", 0, "\"id\":\"1\"|device-caps", NULL, 0},
    {"-j unlock --list", 0, "\"1199\"|\"sierra\"", NULL, 0},
};

static const struct row usage_rows[] = {
    {"unlok", 2, NULL, "unlok|did you mean 'unlock'?", 0},
    {"frobnicate", 2, NULL, "frobnicate|wdmctl --help|!did you mean", 0},
    {"--devce x unlock", 2, NULL, "--devce|did you mean --device?", 0},
    {"unlock --powr-on", 2, NULL, "--powr-on|did you mean --power-on?", 0},
    {"info --power-on", 2, NULL, "--power-on", 0},
    {"-x info", 2, NULL, "no option -x", 0},
    {"-vjx info", 2, NULL, "no option -x", 0},
    {"info -t", 2, NULL, "-t wants SECONDS", 0},
    {"info --timeout", 2, NULL, "--timeout wants SECONDS", 0},
    {"info --json=yes", 2, NULL, "--json takes no value", 0},
    {"-t 0 info", 2, NULL, "'0'|0.01 to 86400", 0},
    {"-t -1 info", 2, NULL, "'-1'", 0},
    {"-t abc info", 2, NULL, "'abc'", 0},
    {"-t 1x info", 2, NULL, "'1x'", 0},
    {"-t nan info", 2, NULL, "'nan'", 0},
    {"-t inf info", 2, NULL, "'inf'", 0},
    {"-t 1e9 info", 2, NULL, "'1e9'", 0},
    {"-t '' info", 2, NULL, "''", 0},
    {"-m foo info", 2, NULL, "'foo'|auto, mbim, qmi", 0},
    {"-m '' info", 2, NULL, "auto, mbim, qmi", 0},
    {"-d '' info", 2, NULL, "empty", 0},
    {"-d sim:em7356 info", 2, NULL, "em7356|em7355", 0},
    {"-d sim: info", 2, NULL, "simulated modem", 0},
    {"-d sim:em7355,drp=1 info", 2, NULL, "'drp'|drop=N", 0},
    {"-d sim:em7355,drop info", 2, NULL, "drop=N|number", 0},
    {"-d sim:em7355,drop=0 info", 2, NULL, "drop=N|number", 0},
    {"-d sim:em7355,drop=x info", 2, NULL, "drop=N|number", 0},
    {"-d sim:em7355,frag=10 info", 2, NULL, "frag=BYTES|64", 0},
    {"-d sim:em7355,noise=1 info", 2, NULL, "noise|no number", 0},
    {"-d sim:em7355, info", 2, NULL, "fault", 0},
    {"sim em7356 --pty", 2, NULL, "em7356|em7355", 0},
    {"sim em7355", 2, NULL, "--listen|--pty", 0},
    {"sim em7355 --pty --listen x", 2, NULL, "--listen|--pty", 0},
    {"sim em7355 em7355 --pty", 2, NULL, "too much", 0},
    {"sim em7355 --pty --usbip", 2, NULL, "--pty|--usbip", 0},
    {"sim em7355 --listen x --usbip", 2, NULL, "--pty|--usbip", 0},
    {"sim em7355 --pty --network", 2, NULL, "--network needs --usbip", 0},
    {"info now", 2, NULL, "'now'|usage: wdmctl info", 0},
    {"unlock now", 2, NULL, "'now'", 0},
    {"unlock --method foo", 2, NULL, "'foo'|sierra", 0},
    {"radio up", 2, NULL, "'up'|on|off", 0},
    {"radio on off", 2, NULL, "'off'", 0},
    {"send", 2, NULL, "usage: wdmctl send", 0},
    {"send zz", 2, NULL, "'zz'", 0},
    {"send 012", 2, NULL, "'012'", 0},
    {"send ' '", 2, NULL, "empty", 0},
    {"qmi dns", 2, NULL, "'dns'|did you mean 'dms'?", 0},
    {"qmi frobnicate", 2, NULL, "no service 'frobnicate'; 'wdmctl qmi [SERVICE]' lists", 0},
    {"qmi dms get-capabilites", 2, NULL, "did you mean 'get-capabilities'?", 0},
    {"qmi dms 0x9999", 2, NULL, "0x9999", 0},
    {"qmi dms event-report", 2, NULL, "indication", 0},
    {"qmi dms set-operating-mode", 2, NULL, "mode|required", 0},
    {"qmi dms set-operating-mode online", 2, NULL, "'online'|FIELD=VALUE", 0},
    {"qmi dms set-operating-mode mod=online", 2, NULL, "\"mod\"|did you mean \"mode\"?", 0},
    {"qmi dms set-operating-mode mode=onlin", 2, NULL, "\"onlin\"|did you mean \"online\"?", 0},
    {"qmi dms set-operating-mode mode=256", 2, NULL, "256|0 to 255", 0},
    {"qmi dms set-operating-mode mode=-1", 2, NULL, "mode", 0},
    {"qmi dms set-operating-mode mode=99999999999999999999", 2, NULL, "mode", 0},
    {"qmi dms get-capabilities x=1", 2, NULL, "\"x\"", 0},
    {"mbim basic-conect", 2, NULL, "did you mean 'basic-connect'?", 0},
    {"mbim basic", 2, NULL, "did you mean 'basic-connect'?", 0},
    {"mbim basic-connect device-cap", 2, NULL, "did you mean 'device-caps'?", 0},
    {"mbim basic-connect device-caps set", 2, NULL, "no set", 0},
    {"mbim basic-connect device-caps x=1", 2, NULL, "device-caps", 0},
    {"mbim basic-connect radio-state radio_stat=on", 2, NULL, "did you mean \"radio_state\"?", 0},
    {"mbim basic-connect radio-state radio_state=onn", 2, NULL, "onn|on", 0},
    {"mbim basic-connect radio-state radio_state=4294967296", 2, NULL, "radio_state", 0},
    {"mbim basic-connect radio-state set", 2, NULL, "radio_state|required", 0},
    {"-m qmi mbim basic-connect device-caps", 2, NULL, "-m qmi", 0},
    /* Mistakes are told before any port is opened. */
    {"-d sim:em7355,delay=900 qmi dms set-operating-mode mode=onlin", 2, NULL, "onlin", 0.5},
};

static const struct row port_rows[] = {
    {"-d /dev/nonexistent info", 3, NULL, "no /dev/nonexistent", 0},
    {"-d nonexistent unlock", 3, NULL, "no /dev/nonexistent", 0},
    {"-d /dev/null/x info", 3, NULL, "/dev/null/x", 0},
    {"-d {tmp} info", 3, NULL, "is no modem port", 0},
    {"-d {tmp}/file info", 3, NULL, "is no modem port", 0},
    {"-d {tmp}/file unlock", 3, NULL, "is no modem port", 0},
    {"-d /dev/ptmx -t {0.3} info", 5, NULL, "serial port: 'wdmctl at'", 0},
    {"-d /dev/null info", 3, NULL, "/dev/null is no modem port|is the modem there?", 0},
    {"-d {tmp}/file -j probe", 3, NULL, "is no modem port", 0},
    {"-d {tmp}/pipe info", 3, NULL, "is no modem port", 0.5},
    {"-d unix:{tmp}/nothing info", 3, NULL, "cannot connect|nothing", 0},
    {"-d unix:{tmp}/file info", 3, NULL, "cannot connect", 0},
    {"-d unix: info", 3, NULL, "empty", 0},
    {"-d unix:@wdmctl-nobody-listens-here info", 3, NULL, "connection refused", 0},
    {"-d unix:/0123456789012345678901234567890123456789012345678901234567890123456789012345678901"
     "2345678901234567890123456789 info",
     3, NULL, "longer than", 0},
    {"-d /0123456789012345678901234567890123456789012345678901234567890123456789012345678901"
     "23456789012345678901234567890123456789012345678901234567890123456789 info",
     3, NULL, "too long", 0},
};

static const struct row unlock_rows[] = {
    {"-d sim:em7355 unlock", 0,
     "sim:em7355|1199:901f|sierra|the lock was on and is off|before|after|low-power|radio on'",
     NULL, 0},
    {"-d sim:em7355,unlocked unlock", 0, "the lock was off already|online|!still off", NULL, 0},
    {"-d sim:em7355-qmi unlock", 0, "the lock was on and is off|!hardware", NULL, 0},
    {"-d sim:em7355 unlock --no-verify", 0, "the lock was on and is off|!before|!after", NULL, 0},
    {"-d sim:em7355 unlock --power-on", 0, "was on and is off|operating mode online|!still off",
     NULL, 0},
    {"-d sim:em7355-qmi unlock --power-on", 0, "was on and is off|operating mode online", NULL, 0},
    {"-d sim:em7355 unlock --power-on --no-verify", 0, "was on and is off|!before", NULL, 0},
    {"-d sim:em7355 unlock --method sierra", 0, "was on and is off", NULL, 0},
    {"-d sim:em7355 unlock --method=auto", 0, "was on and is off", NULL, 0},
    {"-j -d sim:em7355 unlock", 0, "\"lock_before\":\"on\",\"lock_after\":\"off\"", NULL, 0},
    {"-j -d sim:em7355,unlocked unlock", 0, "\"lock_before\":\"off\",\"lock_after\":\"off\"", NULL,
     0},
    {"-j -d sim:em7355 unlock --no-verify", 0, "\"verified\":false|!\"before\"", NULL, 0},
    {"-d sim:mbim-only unlock", 1, NULL, "carries no QMI", 0},
    {"-d sim:mbim-only unlock --no-verify", 1, NULL, "carries no QMI", 0},
    {"-d sim:em7355,busy unlock", 1, NULL, "ClientIdsExhausted (5)", 0},
    {"-d sim:silent -t {0.5} unlock", 4, NULL, "did not answer", 0.8},
    {"-d sim:em7355,delay=60000 -t {0.3} unlock", 4, NULL, "neither MBIM nor QMI", 0.6},
    {"-d sim:em7355-qmi,delay=60000 -t {0.3} unlock", 4, NULL, "neither QMI nor MBIM", 0.6},
    {"-d sim:em7355,unplug=2 unlock", 5, NULL, "unplugged", 0.5},
    {"unlock --dry-run", 0, "set-fcc-authentication|5F 55 00 00|CLOSE|Client ids", NULL, 0},
    {"unlock --dry-run --no-verify", 0, "set-fcc-authentication|!radio-state", NULL, 0},
    {"unlock --dry-run -m qmi", 0, "set-fcc-authentication|!MBIM", NULL, 0},
    {"-j unlock --dry-run", 0, "set-fcc-authentication|\"hex\":\"01 00 00 00 10", NULL, 0},
    {"-d /dev/nonexistent unlock --dry-run", 0, "set-fcc-authentication", NULL, 0},
};

static const struct row modem_rows[] = {
    {"-d sim:em7355 radio", 0, "operating mode  low-power|hardware radio  on|software radio  off",
     NULL, 0},
    {"-d sim:em7355 radio on", 1, "", "OperationNotAllowed (28)|wdmctl unlock", 0},
    {"-d sim:em7355-qmi radio on", 1, "", "InvalidTransition (60)|wdmctl unlock", 0},
    {"-d sim:em7355,unlocked radio", 0, "online|software radio  on", NULL, 0},
    {"-d sim:em7355,unlocked radio off", 0, "!radio", NULL, 0},
    {"-d sim:em7355-qmi,unlocked radio off", 0, "!radio", NULL, 0},
    {"-d sim:mbim-only radio", 0, "software radio|!operating mode", NULL, 0},
    {"-j -d sim:em7355 radio", 0, "\"software_radio\":false", NULL, 0},
    {"-j -d sim:mbim-only radio", 0, "\"operating_mode\":null", NULL, 0},
    {"-d sim:em7355 info", 0, "Sierra Wireless|EM7355|SWI9X15C|004402110000019", NULL, 0},
    {"-d sim:em7355-qmi info", 0, "Sierra Wireless|EM7355", NULL, 0},
    {"-d sim:mbim-only info", 0, "MBIM only|004402110000019|lte", NULL, 0},
    {"-d sim:silent -t {0.5} info", 4, NULL, "did not answer", 0.8},
    {"-j -d sim:em7355 info", 0, "\"model\":\"EM7355\"", NULL, 0},
    {"-d sim:em7355 probe", 0, "MBIM         yes|QMI in MBIM  yes", NULL, 0},
    {"-d sim:em7355-qmi -t {0.6} probe", 0, "MBIM         no|QMI          yes", NULL, 0.9},
    {"-d sim:mbim-only probe", 0, "MBIM         yes|QMI in MBIM  no", NULL, 0},
    {"-d sim:silent -t {0.6} probe", 0, "MBIM         yes|QMI in MBIM  not known", NULL, 0.9},
    {"-d sim:em7355,delay=60000 -t {0.4} probe", 4, "MBIM         no|QMI          no",
     "neither MBIM nor QMI", 0.7},
    {"-j -d sim:em7355 probe", 0, "\"mbim\":true|\"qmi_in_mbim\":true", NULL, 0},
    {"-j -d sim:silent -t {0.6} probe", 0, "\"qmi_in_mbim\":null", NULL, 0.9},
    {"-d sim:em7355 qmi dms get-capabilities", 0,
     "50000000|100000000|non-simultaneous-cs-ps|supported|gsm|umts|lte", NULL, 0},
    {"-d sim:em7355-qmi qmi dms get-capabilities", 0,
     "50000000|100000000|non-simultaneous-cs-ps|supported|gsm|umts|lte", NULL, 0},
    {"-d sim:em7355 qmi dms 0x20", 0, "50000000", NULL, 0},
    {"-d sim:em7355 qmi dms set-operating-mode mode=online", 1, "",
     "dms set-operating-mode|InvalidTransition (60)", 0},
    {"-d sim:em7355 qmi dms set-operating-mode mode=low-power", 0, NULL, NULL, 0},
    /* What restarts or goes has no client id left to release, and may be silent. */
    {"-d sim:em7355 qmi dms set-operating-mode mode=reset", 0, NULL, NULL, 0},
    {"-d sim:em7355-qmi qmi dms set-operating-mode mode=reset", 0, NULL, NULL, 0},
    {"-d sim:em7355-qmi,drop=3 -t {0.3} qmi dms set-operating-mode mode=reset", 0, NULL, NULL, 0},
    {"-d sim:em7355,drop=4 -t {0.3} qmi dms set-operating-mode mode=reset", 0, NULL, NULL, 0},
    {"-d sim:em7355-qmi,unplug=3 qmi dms set-operating-mode mode=reset", 0, NULL, NULL, 0},
    {"-d sim:em7355,unplug=4 qmi dms set-operating-mode mode=reset", 0, NULL, NULL, 0},
    {"-d sim:em7355,unplug=4 qmi dms set-operating-mode mode=offline", 0, NULL, NULL, 0},
    {"-d sim:em7355 qmi dms set-operating-mode mode=shutting-down", 0, NULL, NULL, 0},
    {"-d sim:em7355-qmi qmi dms set-operating-mode mode=shutting-down", 0, NULL, NULL, 0},
    {"-d sim:em7355-qmi,unplug=2 qmi dms set-operating-mode mode=reset", 5, "", "unplugged", 0},
    {"-d sim:mbimex3 mbim ms-basic-connect-extensions device-reset", 0, NULL, NULL, 0},
    {"-d sim:mbimex3,unplug=3 mbim ms-basic-connect-extensions device-reset", 0, NULL, NULL, 0},
    {"-d sim:mbimex3,drop=3 -t {0.3} mbim ms-basic-connect-extensions device-reset", 0, NULL, NULL,
     0},
    {"-d sim:em7355 qmi ctl get-version-info", 0, "dms (2)", NULL, 0},
    {"-d sim:em7355 qmi dms get-ids", 0, "004402110000019", NULL, 0},
    {"-d sim:mbim-only qmi dms get-ids", 1, NULL, "no QMI", 0},
    {"-d sim:em7355 -m mbim qmi dms get-capabilities", 0, "lte", NULL, 0},
    {"-d sim:em7355 -m qmi -t 2 qmi dms get-capabilities", 4, NULL, "MBIM|'-m mbim'", 2.2},
    {"-d sim:em7355 -m qmi -t {0.3} qmi dms get-capabilities", 4, NULL, "MBIM|'-m mbim'", 0.6},
    {"-d sim:em7355 -m qmi -t {0.3} unlock", 4, NULL, "MBIM|'-m mbim'", 0.6},
    {"-d sim:em7355-qmi -m mbim -t {0.3} unlock", 4, NULL, "QMI|'-m qmi'", 0.6},
    {DEVICE_SERVICES, 0, "d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3", NULL, 0},
    {"-d sim:mbim-only mbim basic-connect device-services", 0,
     "a289cc33|!d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3", NULL, 0},
    {"-d sim:em7355 mbim basic-connect radio-state", 0, "sw_radio_state|off", NULL, 0},
    {"-d sim:em7355,unlocked mbim basic-connect radio-state set radio_state=off", 0,
     "sw_radio_state|off", NULL, 0},
    {"-d sim:em7355,unlocked mbim basic-connect radio-state radio_state=0", 0, "off", NULL, 0},
    {"-d sim:em7355 mbim basic-connect radio-state radio_state=on", 1, "",
     "OperationNotAllowed (28)", 0},
    {"-d sim:em7355 mbim basic-connect visible-providers action=full-scan", 1, "",
     "RadioPowerOff (20)", 0},
    {"-d sim:em7355 mbim quectel 1 query", 1, "", "NoDeviceSupport (9)", 0},
    {"-d sim:em7355,frag=64 "
     "mbim basic-connect pin-list",
     0, "pin1", NULL, 0},
    {"-j " DEVICE_SERVICES, 0, "d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3", NULL, 0},
    {"-j -d sim:em7355 qmi dms get-capabilities", 0, "\"lte\"", NULL, 0},
    {"-j -d sim:em7355 -v qmi dms get-capabilities", 0, "\"lte\"", "> |< ", 0},
    {"-d sim:em7355-qmi send '01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02'", 0,
     "allocate|01 17 00 80 00 00 01 01 22 00 0C 00 02 04 00 00 00 00 00 01 02 00 02 14", NULL, 0},
    {"-d sim:em7355-qmi send 01:0f:00:00:00:00:00:01:22:00:04:00:01:01:00:02", 0, "allocate", NULL,
     0},
    {"-d sim:em7355-qmi send 01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02", 0, "allocate", NULL,
     0},
    {"-d sim:em7355 send 0200000000C000000", 2, NULL, "hex", 0},
    {"-d sim:em7355 send --no-open 01000000100000000100000000100000 020000000c00000002000000", 0,
     "OPEN_DONE|CLOSE_DONE", NULL, 0},
    {"-d sim:em7355 send "
     "0300000030000000020000000100000000000000A289CC33BCBB8B4FB6B0133EC2AAE6DF10000000000000000000"
     "0000",
     0, "device-services|D1 A3 0B C2", NULL, 0},
    {"-j -d sim:em7355 send 020000000c00000002000000", 0, "NotOpened", NULL, 0},
    {"-d sim:silent -t {0.3} send "
     "0300000030000000020000000100000000000000A289CC33BCBB8B4FB6B0133EC2AAE6DF10000000000000000000"
     "0000",
     4, NULL, "no answer", 0.6},
    /* Options stand anywhere, and words after -- are none. */
    {"unlock -dsim:em7355 -t5", 0, "was on and is off", NULL, 0},
    {"--device=sim:em7355 --timeout=5 --mode=mbim unlock", 0, "was on and is off", NULL, 0},
    {"-d sim:em7355 -- unlock", 0, "was on and is off", NULL, 0},
    {"-d sim:em7355 unlock -- --power-on", 2, NULL, "'--power-on' is too much", 0},
    {"-t {0.1} -d sim:em7355 unlock", 0, "was on and is off", NULL, 0},
};

static void test_help(void **state)
{
    (void)state;
    rows_play(help_rows, COUNT(help_rows));
}

/* The longest line of a text, in bytes. */
static size_t longest_line(const char *text)
{
    size_t most = 0;

    for (; *text != '\0'; text += text[strcspn(text, "\n")] == '\n') {
        size_t length = strcspn(text, "\n");

        most = length > most ? length : most;
        text += length;
    }
    return most;
}

/* Lines of help are as long as the terminal is wide, and say the same. */
static void test_help_width(void **state)
{
    static const struct {
        const char *columns; /* NULL: it is not told */
        size_t most;
        const char *says;
    } rows[] = {
        {NULL, 80, "do not\n                             release it\n"},
        {"80", 80, "do not\n                             release it\n"},
        {"60", 60, "raw\ncontrol port"},
        {"1000", 1000, "use this client id of a QMI service, and do not release it\n"},
        {"none", 80, "do not\n"},
        {"9", SIZE_MAX, "use this client id of a QMI service, and do not release it\n"},
    };
    static const char *const commands[] = {"--help", "unlock --help", "decode --help",
                                           "qmi dms get-operating-mode --help",
                                           "mbim basic-connect connect --help"};
    struct child child;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].columns != NULL)
            setenv("COLUMNS", rows[i].columns, 1);
        else
            unsetenv("COLUMNS");
        for (size_t k = 0; k < COUNT(commands); k++) {
            child_start(&child, commands[k], NULL);
            child_wait(&child);
            assert_int_equal(child.code, 0);
            /* No word that is too long is cut. */
            if ((k < 3 || rows[i].most >= 80) && longest_line(child.output.bytes) > rows[i].most)
                fail_msg("%s with COLUMNS %s:\n%s", commands[k],
                         rows[i].columns != NULL ? rows[i].columns : "-", child.output.bytes);
            if (k == 0 && strstr(child.output.bytes, rows[i].says) == NULL)
                fail_msg("COLUMNS %s:\n%s", rows[i].columns, child.output.bytes);
        }
    }
    unsetenv("COLUMNS");
}

/* What is written of a command is broken for 80 columns by hand: no word of it stands alone
 * on a terminal of that width. */
static void test_help_lines(void **state)
{
    static const char *const commands[] = {"unlock", "list",   "probe",  "info", "radio",
                                           "qmi",    "mbim",   "send",   "at",   "sim",
                                           "usb",    "decode", "replay", "diff"};
    char line[64];
    struct child child;

    (void)state;
    setenv("COLUMNS", "300", 1);
    for (size_t i = 0; i < COUNT(commands); i++) {
        char *text, *end;

        snprintf(line, sizeof line, "%s --help", commands[i]);
        child_start(&child, line, NULL);
        child_wait(&child);
        assert_int_equal(child.code, 0);
        end = strstr(child.output.bytes, "\noptions of ");
        text = strstr(child.output.bytes, "\n\n");
        assert_true(text != NULL && end != NULL && text < end);
        *end = '\0';
        end = strstr(text, "\nExample: ");
        if (end != NULL)
            *end = '\0';
        if (longest_line(text) > 80)
            fail_msg("%s:%s", line, text);
    }
    unsetenv("COLUMNS");
}

static void test_usage(void **state)
{
    (void)state;
    rows_play(usage_rows, COUNT(usage_rows));
}

static void test_ports(void **state)
{
    char path[128];
    int fd;

    (void)state;
    snprintf(path, sizeof path, "%s/file", run_folder());
    fd = open(path, O_CREAT | O_WRONLY, 0600);
    assert_true(fd >= 0);
    close(fd);
    snprintf(path, sizeof path, "%s/pipe", run_folder());
    assert_int_equal(mkfifo(path, 0600), 0);
    rows_play(port_rows, COUNT(port_rows));
}

static void test_unlock(void **state)
{
    (void)state;
    rows_play(unlock_rows, COUNT(unlock_rows));
}

static void test_modems(void **state)
{
    (void)state;
    rows_play(modem_rows, COUNT(modem_rows));
}

static struct child child;

/* The folder is closed to others, so that what is in it cannot even be looked at. */
static void test_no_permission(void **state)
{
    static const char *const arguments[] = {"-d {tmp}/file info", "-d unix:{tmp}/socket info"};
    const struct run_options options = {.nobody = true};
    mode_t mode = geteuid() == 0 ? 0700 : 0;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(arguments); i++) {
        assert_int_equal(chmod(run_folder(), mode), 0);
        child_start(&child, arguments[i], &options);
        child_wait(&child);
        assert_int_equal(chmod(run_folder(), 0700), 0);
        if (child_defect(&child) != NULL || child.code != 3 ||
            strstr(child.error.bytes, "permission denied") == NULL ||
            strstr(child.error.bytes, "root") == NULL || run_lines(child.error.bytes) != 1)
            fail_msg("%s: exit %d: %s", arguments[i], child.code, child.error.bytes);
    }
}

/* What one command does to the modem, the next one finds. */
static void test_state(void **state)
{
    static struct server server;
    static const struct {
        const char *arguments;
        int code;
        const char *says;
    } rows[] = {
        {"radio on", 1, "wdmctl unlock"},
        {"unlock", 0, "was on and is off"},
        {"radio", 0, "low-power"},
        {"radio on", 0, ""},
        {"radio", 0, "online"},
        {"unlock", 0, "was off already"},
        {"radio off", 0, ""},
        {"radio", 0, "low-power"},
        {"qmi dms set-operating-mode mode=online", 0, ""},
        {"radio", 0, "software radio  on"},
    };
    char arguments[256];
    size_t i;

    (void)state;
    server_start(&server, "em7355");
    for (i = 0; i < COUNT(rows); i++) {
        snprintf(arguments, sizeof arguments, "-d unix:%s %s", server.path, rows[i].arguments);
        run(&child, arguments);
        if (child_defect(&child) != NULL || child.code != rows[i].code ||
            (strstr(child.output.bytes, rows[i].says) == NULL &&
             strstr(child.error.bytes, rows[i].says) == NULL))
            fail_msg("%zu: %s: exit %d: %s%s", i, rows[i].arguments, child.code, child.output.bytes,
                     child.error.bytes);
    }
    server_stop(&server, 15);
    assert_int_equal(server_left(&server), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_help),       cmocka_unit_test(test_help_width),
        cmocka_unit_test(test_help_lines), cmocka_unit_test(test_usage),
        cmocka_unit_test(test_ports),      cmocka_unit_test(test_unlock),
        cmocka_unit_test(test_modems),     cmocka_unit_test(test_no_permission),
        cmocka_unit_test(test_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
