/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the explainer finds in small exchanges: each rule where it fires, and beside it
 * where it does not. Whole captures are test_explain_whole.c's. */
#include "explain_play.h"

struct row {
    const char *name, *lines, *findings;
};

#define OPENED  "> open 1 4096\n< opened 1 0\n"
#define RESULT  "02040000000000"
#define REFUSED "0204000100" /* and a code */
/* Client id 5 of DMS, of which the answer is number 4. */
#define CLIENT OPENED "> mqmi 2 0 0 q 1 22 01010002\n< mqmi 2 0 0 r 1 22 " RESULT "0102000205\n"
/* The same raw; the answer is number 2. */
#define RAW_CLIENT "> qmi 0 0 q 1 22 01010002\n< qmi 0 0 r 1 22 " RESULT "0102000205\n"
#define RAW_BACK   "> qmi 0 0 q 9 23 0102000205\n< qmi 0 0 r 9 23 " RESULT "0102000205\n"
#define BC         "a289cc33bcbb8b4fb6b0133ec2aae6df"
#define QMI_UUID   "d1a30bc2f97a6e43bf65c7e24fb0f0d3"

static const struct row frames[] = {
    {"a clean session",
     CLIENT "> mqmi 3 2 5 q 1 2d -\n< mqmi 3 2 5 r 1 2d " RESULT "01010001\n"
            "< mqmi 0 2 5 i 2 1 -\n< mqmi 0 2 255 i 2 1 -\n< ind 3 0100000001000000\n"
            "> mqmi 4 0 0 q 2 23 0102000205\n< mqmi 4 0 0 r 2 23 " RESULT "0102000205\n"
            "> close 5\n< closed 5 0",
     ""},
    {"a clean raw session", RAW_CLIENT "> qmi 2 5 q 1 2d -\n< qmi 2 5 r 1 2d " RESULT "\n" RAW_BACK,
     ""},
    {"header's length", OPENED "> hex mbim 02000000 0e000000 02000000\n< closed 2 0",
     "problem length 3: the header announced 14 bytes where 12 were sent"},
    {"header's length, of the modem",
     OPENED "> close 2\n< hex mbim 02000080 0c000000 02000000 00000000",
     "notice padding 4: 12 bytes, and 4 bytes of padding came"},
    {"padding behind a message",
     OPENED "> hex mbim 02000000 0c000000 02000000 00000000\n< closed 2 0",
     "problem padding 3: count padding"},
    {"too long to be padding",
     OPENED "> hex mbim 02000000 0c000000 02000000 0000000000000000\n< closed 2 0",
     "problem length 3: announced 12 bytes where 20"},
    {"too short", OPENED "> hex mbim 02000000 0c0000", "problem length 3: 7 bytes are fewer"},
    {"no such type", OPENED "> hex mbim 09000000 0c000000 02000000",
     "problem bytes 3: no message type 0x9"},
    {"buffer's length",
     OPENED "> hex mbim 03000000 34000000 02000000 01000000 00000000 " BC
            " 03000000 01000000 08000000 01000000\n< done 2 3 0 0100000001000000",
     "problem length 3: the information buffer announced 8 bytes where 4"},
    {"both lengths",
     OPENED "> hex mbim 03000000 35000000 02000000 01000000 00000000 " BC
            " 03000000 01000000 05000000 01000000\n< error 2 3",
     "problem length 3: the header announced 53 bytes where 52\n"
     "problem length 3: before the information buffer announced 5 bytes where 4\n"
     "problem error 4: because the header announced 53 bytes where 52 were sent"},
    {"fragment numbers",
     OPENED "> hex mbim 03000000 30000000 02000000 00000000 00000000 " BC
            " 03000000 00000000 00000000",
     "problem fragment 3: fragment 0 of 0"},
    {"QMUX's length",
     "> qmi 0 0 q 1 27 -\n< qmi 0 0 r 1 27 " RESULT
     "\n> hex qmi 010d0000020100010020000000\n< qmi 2 1 r 1 20 " RESULT,
     "problem length 3: the QMUX header announced 14 bytes where 13 were sent\n"
     "problem client 3: client id 1 of dms is used, and was not allocated"},
    {"padding behind QMUX",
     CLIENT "> hex mbim 03000000 40000000 03000000 01000000 00000000 " QMI_UUID
            " 01000000 01000000 10000000 010c0000020500010020000000 000000\n"
            "< mqmi 3 2 5 r 1 20 " RESULT
            "\n> mqmi 4 0 0 q 2 23 0102000205\n< mqmi 4 0 0 r 2 23 " RESULT "0102000205",
     "problem padding 5: exactly one QMUX message"},
    {"QMUX's length in MBIM",
     OPENED "> hex mbim 03000000 3c000000 03000000 01000000 00000000 " QMI_UUID
            " 01000000 01000000 0c000000 010c00000000000121000000",
     "problem length 3: the QMUX header announced 13 bytes where 12\n"
     "problem unanswered 3: ctl get-version-info #1 (in MBIM #3) was never answered"},
    {"no QMUX in MBIM",
     OPENED "> hex mbim 03000000 3c000000 03000000 01000000 00000000 " QMI_UUID
            " 01000000 01000000 0c000000 020b00000000000121000000\n< error 3 6",
     "problem bytes 3: begins with 0x02\nproblem error 4: because QMI that begins"},
    {"short QMI", "> qmi 0 0 q 1 27 -\n< qmi 0 0 r 1 27 " RESULT "\n> hex qmi 0105000000",
     "problem length 3: fewer than the headers of a QMI"},
    {"QMI header's length",
     RAW_CLIENT "> hex qmi 010d0000020500010020000200 01\n"
                "< qmi 2 5 r 1 20 " RESULT "\n" RAW_BACK,
     "problem length 3: the QMI header announced 2 bytes where 1\n"
     "problem tlv 3: 1 byte behind the last TLV"},
    {"a TLV that is too long",
     RAW_CLIENT "> qmi 2 5 q 1 2e 01020000 10030000\n"
                "< qmi 2 5 r 1 2e " RESULT "\n" RAW_BACK,
     "problem tlv 3: TLV 0x01 announced 2 bytes where 1 is left"},
    {"a TLV that just fits",
     RAW_CLIENT "> qmi 2 5 q 1 2e 01010001\n< qmi 2 5 r 1 2e " RESULT "\n" RAW_BACK, ""},
    {"an answer without result",
     RAW_CLIENT "> qmi 2 5 q 1 2d -\n< qmi 2 5 r 1 2d 01010001\n" RAW_BACK,
     "notice tlv 4: without its result"},
    {"bytes", "< hex none 4f4b0d0a", "problem bytes 1: 4 bytes that are no message"},
    {"cut by the capture", OPENED "cut 20\n> hex mbim 02000000 20000000 02000000\n< closed 2 0",
     "notice file 3: not all its bytes"},
    {"a damaged file", OPENED "problem it ends within a packet", "problem file 3: it ends within"},
};

static const struct row exchanges[] = {
    {"transaction id 0", OPENED "> close 0\n< closed 0 0", "problem transaction 3: id 0"},
    {"transaction id 0 of QMI",
     RAW_CLIENT "> qmi 2 5 q 0 2d -\n< qmi 2 5 r 0 2d " RESULT "\n" RAW_BACK,
     "problem transaction 3: dms get-operating-mode #0 has the transaction id 0"},
    {"transaction id 0 of QMI in MBIM", OPENED "> mqmi 2 0 0 q 0 21 -\n< mqmi 2 0 0 r 0 21 " RESULT,
     "problem transaction 3: id 0"},
    {"used again", OPENED "> cmd 2 3 0 -\n> cmd 2 1 0 -\n< done 2 1 0 -",
     "problem transaction 4: used again while basic-connect radio-state query #2 still waits"},
    {"used again when it may be",
     OPENED "> cmd 2 3 0 -\n< done 2 3 0 -\n> cmd 2 3 0 -\n"
            "< done 2 3 0 -",
     ""},
    {"another QMI answer inside", OPENED "> mqmi 2 0 0 q 4 21 -\n< mqmi 2 0 0 r 5 21 " RESULT,
     "problem transaction 4: what answers ctl get-version-info #4 (in MBIM #2) is of service "
     "0x00, client 0, message 0x0021, #5"},
    {"another command's answer",
     OPENED "> cmd 2 3 0 -\n< done 2 4 0 -\n> cmd 3 3 0 -\n< xdone 3 3 0 -",
     "problem transaction 4: what answers basic-connect radio-state query #2 is of another "
     "command\n"
     "problem transaction 6: #3 is of another command"},
    {"another raw QMI answer", "> qmi 0 0 q 4 21 -\n< qmi 0 0 r 4 27 " RESULT,
     "problem transaction 2: message 0x0027"},
    {"never answered", "@0\n" OPENED "@500\n> cmd 2 3 0 -\n@3000\n> close 3\n< closed 3 0",
     "problem unanswered 3: basic-connect radio-state query #2 was never answered: 2.500 s passed "
     "until the function was closed"},
    {"never answered, without times", OPENED "> cmd 2 3 0 -", "problem unanswered 3: the capture"},
    {"no time to answer", "@0\n" OPENED "> cmd 2 3 0 -\n@900\n< ind 3 0100000001000000",
     "notice unanswered 3: 0.900 s passed until the end of the capture"},
    {"time enough", "@0\n" OPENED "> cmd 2 3 0 -\n@1000\n< ind 3 0100000001000000",
     "problem unanswered 3: 1.000 s"},
    {"the second OPEN", "@0\n> open 1 4096\n@2000\n> open 2 4096\n< opened 2 0",
     "notice unanswered 1: OPEN #1 was never answered: 2.000 s passed until the function was "
     "opened anew"},
    {"opened anew",
     OPENED "> cmd 2 3 0 -\n> open 1 4096\n< opened 1 0\n> cmd 2 3 0 -\n< done 2 3 0 -",
     "problem unanswered 3: until the function was opened anew"},
    {"answered in vain", OPENED "< done 7 3 0 -", "problem unasked 3: answer to basic-connect"},
    {"answered twice", OPENED "> cmd 2 3 0 -\n< done 2 3 0 -\n< done 2 3 0 -",
     "problem unasked 5: the answer to basic-connect radio-state query #2 came again"},
    {"answered twice, and another's answer",
     OPENED "> cmd 2 3 0 -\n< done 2 3 0 -\n< done 2 4 0 -\n< done 3 3 0 -\n< closed 2 0",
     "problem unasked 5: an answer to basic-connect\nproblem unasked 6: an answer to "
     "basic-connect radio-state\nproblem unasked 7: an answer to CLOSE #2"},
    {"answered twice in QMI",
     RAW_CLIENT "> qmi 2 5 q 1 2d -\n< qmi 2 5 r 1 2d " RESULT "\n< qmi 2 5 r 1 2d " RESULT
                "\n< qmi 2 6 r 1 2d " RESULT "\n" RAW_BACK,
     "problem unasked 5: the answer to dms get-operating-mode #1 came again\n"
     "problem unasked 6: an answer to dms get-operating-mode #1, which nobody waits for"},
    {"opened twice", "> open 1 4096\n< opened 1 0\n< opened 1 0",
     "notice unasked 3: the answer to OPEN #1 came again"},
    {"an error for nobody", OPENED "< error 7 2",
     "problem unasked 3: a request #7\nproblem error 3: a request that was not seen was answered "
     "with FragmentOutOfSequence (2)"},
    {"an error of the function's own", OPENED "< error 0 2",
     "problem error 3: what the host sent was answered with FragmentOutOfSequence (2)"},
    {"an error of the host", OPENED "> hosterror 0 2", "problem error 3: a message of the modem's"},
    {"in the middle", "< done 7 3 0 -\n> cmd 8 3 0 -\n< done 8 3 0 -",
     "notice unasked 1: the capture began later"},
    {"slow", "@0\n" OPENED "> cmd 2 3 0 -\n@5001\n< done 2 3 0 -",
     "notice slow 4: the answer to basic-connect radio-state query #2 took 5.001 s"},
    {"not slow", "@0\n" OPENED "> cmd 2 3 0 -\n@5000\n< done 2 3 0 -", ""},
    {"before OPEN_DONE", "> open 1 4096\n> cmd 2 3 0 -\n< opened 1 0\n< done 2 3 0 -",
     "notice closed 2: before OPEN is answered"},
    {"after CLOSE", OPENED "> close 2\n< closed 2 0\n> cmd 3 3 0 -\n< error 3 5",
     "problem closed 5: radio-state query #3 is sent to a function that is not open\n"
     "problem error 6: because basic-connect radio-state query #3 is sent to a function"},
    {"to a proxy before OPEN",
     "> hex mbim 03000000 30000000 01000000 01000000 00000000 838cf7fb8d0d4d7f871ed71dbefbb39b "
     "01000000 01000000 00000000\n< hex mbim 03000080 30000000 01000000 01000000 00000000 "
     "838cf7fb8d0d4d7f871ed71dbefbb39b 01000000 00000000 00000000\n" OPENED,
     ""},
    {"not opened", "> cmd 3 3 0 -\n< error 3 5\n> cmd 4 3 0 -\n< error 4 5",
     "problem error 2: NotOpened (5)\nproblem closed 3: send OPEN first\nproblem error 4: because"},
    {"open after all",
     "> cmd 3 3 0 -\n< error 3 5\n> cmd 4 3 0 -\n< done 4 3 0 -\n> cmd 5 3 0 -\n"
     "< done 5 3 0 -",
     "problem error 2: NotOpened (5)\nproblem closed 3: send OPEN first"},
    {"open refused", "> open 1 4096\n< opened 1 2\n> cmd 2 3 0 -\n< error 2 5",
     "problem error 2: OPEN #1 was answered with Failure (2)\nproblem closed 3: \n"
     "problem error 4: "},
    {"silence of raw QMI", "> qmi 0 0 q 1 22 01010002\n> qmi 0 0 q 2 22 01010002",
     "problem silence 1: 2 messages of raw QMI in vain): the port probably speaks MBIM"},
    {"silence of MBIM", "> open 1 4096", "problem silence 1: the port probably speaks QMI"},
    {"silence of a known module", "speaks none 1199 901f\n> qmi 0 0 q 1 22 01010002",
     "problem silence 1: the modem (EM7355) answered nothing (1 message of raw QMI in vain): the "
     "port probably speaks MBIM"},
    {"silence of what speaks it", "speaks qmi 1199 901f\n> qmi 0 0 q 1 22 01010002",
     "problem silence 1: the modem answered nothing: 1 message in vain"},
    {"raw QMI to MBIM",
     "speaks mbim 1199 901f\n> qmi 0 0 q 1 22 01010002\n> qmi 0 0 q 2 22 01010002",
     "problem protocol 1: send QMI inside MBIM: wdmctl -m mbim\n"
     "problem silence 1: in a protocol that it does not speak"},
    {"MBIM to QMI", "speaks qmi\n> open 1 4096",
     "problem protocol 1: wdmctl -m qmi\nproblem silence 1: "},
    {"MBIM to MBIM", "speaks mbim 1199 901f\n" OPENED, ""},
};

static const struct row clients[] = {
    {"never released", CLIENT,
     "notice client 4: 1 client id was allocated, and not released in this "
     "capture: dms 5"},
    {"not before CLOSE", CLIENT "> close 5\n< closed 5 0",
     "problem client 4: not released before CLOSE: dms 5"},
    {"used, not allocated",
     OPENED "> mqmi 2 2 5 q 1 2d -\n< mqmi 2 2 5 r 1 2d " RESULT
            "\n> mqmi 3 2 5 q 2 2d -\n< mqmi 3 2 5 r 2 2d " RESULT,
     "problem client 3: client id 5 of dms is used, and was not allocated"},
    {"used in the middle", "> qmi 2 5 q 1 2d -\n< qmi 2 5 r 1 2d " RESULT,
     "notice client 1: not allocated in this capture"},
    {"used after its release",
     RAW_CLIENT RAW_BACK "> qmi 2 5 q 1 2d -\n< qmi 2 5 r 1 2d " REFUSED "0700",
     "problem client 5: used after it was released\n"
     "problem error 6: InvalidClientId (7): the client id is not allocated, because client id 5"},
    {"released twice", RAW_CLIENT RAW_BACK RAW_BACK, "problem client 5: released twice"},
    {"released again without an answer", RAW_CLIENT "> qmi 0 0 q 8 23 0102000205\n" RAW_BACK,
     "problem unanswered 3: ctl release-cid #8"},
    {"another's released",
     RAW_CLIENT RAW_BACK "> qmi 0 0 q 3 23 0102000206\n< qmi 0 0 r 3 23 " RESULT "0102000206",
     "problem client 5: client id 6 of dms is released, and was not allocated"},
    {"given twice",
     RAW_CLIENT "> qmi 0 0 q 3 22 01010002\n< qmi 0 0 r 3 22 " RESULT "0102000205\n" RAW_BACK,
     "problem client 4: client id 5 of dms is given again"},
    {"given to nobody", RAW_CLIENT RAW_BACK "< qmi 0 0 r 3 22 " RESULT "0102000206",
     "problem unasked 5: ctl allocate-cid #3\nnotice client 5: client id 6 of dms was given to "
     "nobody\nnotice client 5: not released in this capture: dms 6"},
    {"exhausted", "> qmi 0 0 q 1 22 01010002\n< qmi 0 0 r 1 22 " REFUSED "0500",
     "problem error 2: ClientIdsExhausted (5): the modem has no client ids left"},
    {"taken back by Sync",
     RAW_CLIENT "< qmi 0 0 i 0 27 -\n> qmi 2 5 q 1 2d -\n< qmi 2 5 r 1 2d " REFUSED "0700",
     "problem client 4: was not allocated\nproblem error 5: because client id 5"},
    {"not taken back by a Sync that was refused",
     RAW_CLIENT "> qmi 0 0 q 9 27 -\n< qmi 0 0 r 9 27 " REFUSED "0100\n> qmi 2 5 q 1 2d -\n"
                "< qmi 2 5 r 1 2d " RESULT "\n" RAW_BACK,
     "problem error 4: MalformedMessage (1)"},
    {"an indication for nobody", RAW_CLIENT "< qmi 2 7 i 1 1 -\n< qmi 2 7 i 2 1 -\n" RAW_BACK,
     "notice client 3: an indication for client id 7 of dms, which nobody has"},
    {"an indication that crossed", RAW_CLIENT RAW_BACK "< qmi 2 5 i 1 1 -",
     "notice client 5: which was released"},
    {"of another device",
     RAW_CLIENT "on 7 1\n> qmi 2 5 q 1 2d -\n< qmi 2 5 r 1 2d " RESULT "\non 0 0\n" RAW_BACK,
     "notice client 3: "},
};

static const struct row errors[] = {
    {"no SIM", OPENED "> cmd 2 4 0 -\n< done 2 4 3 -",
     "notice error 4: basic-connect pin query #2 was answered with SimNotInserted (3): there is no "
     "SIM"},
    {"PIN", OPENED "> cmd 2 12 1 -\n< done 2 12 5 -", "notice error 4: enter the PIN"},
    {"radio off", OPENED "> cmd 2 9 1 -\n< done 2 9 20 -", "notice error 4: wdmctl radio on"},
    {"context", OPENED "> cmd 2 12 0 -\n< done 2 12 16 -", "notice error 4: ContextNotActivated"},
    {"no support", OPENED "> cmd 2 12 0 -\n< done 2 12 9 -", "notice error 4: NoDeviceSupport (9)"},
    {"not supported", RAW_CLIENT "> qmi 2 5 q 1 2d -\n< qmi 2 5 r 1 2d " REFUSED "5e00\n" RAW_BACK,
     "notice error 4: dms get-operating-mode #1 was answered with NotSupported (94)"},
    {"a status of no name", OPENED "> cmd 2 12 0 -\n< done 2 12 12345 -",
     "problem error 4: was answered with error (12345)"},
    {"other OperationNotAllowed", OPENED "> cmd 2 3 1 00000000\n< done 2 3 28 -",
     "problem error 4: OperationNotAllowed (28): the operation is not allowed now"},
    {"locked, by MBIM", OPENED "speaks mbim 1199 901f\n> cmd 2 3 1 01000000\n< done 2 3 28 -",
     "problem lock 4: OperationNotAllowed (28): it seems to be locked (FCC lock): the EM7355 comes "
     "locked"},
    {"locked, by another of the vendor",
     OPENED "speaks mbim 1199 1\n> cmd 2 3 1 01000000\n< done 2 3 28 -",
     "problem lock 4: other modules of this vendor"},
    {"locked, by QMI",
     RAW_CLIENT "> qmi 2 5 q 1 2e 01010000\n< qmi 2 5 r 1 2e " REFUSED "3c00\n" RAW_BACK,
     "problem lock 4: wdmctl unlock"},
    {"no way to another mode",
     RAW_CLIENT "> qmi 2 5 q 1 2e 01010003\n< qmi 2 5 r 1 2e " REFUSED "3c00\n" RAW_BACK,
     "problem error 4: InvalidTransition (60)"},
    {"goes online", RAW_CLIENT "> qmi 2 5 q 1 2e 01010000\n< qmi 2 5 r 1 2e " RESULT "\n" RAW_BACK,
     ""},
    {"stays off", OPENED "> cmd 2 3 1 01000000\n< done 2 3 0 0100000000000000",
     "problem lock 4: the radio was asked for, and stays off"},
    {"switched off", OPENED "> cmd 2 3 1 01000000\n< done 2 3 0 0000000000000000",
     "notice lock 4: hardware switch"},
    {"goes on", OPENED "> cmd 2 3 1 01000000\n< done 2 3 0 0100000001000000", ""},
};

#define FRAGS "> frag 4 0\n> frag 4 1\n> frag 4 2\n> frag 4 3\n> frag 4 4\n> frag 4 5\n"

static const struct row others[] = {
    {"fragments",
     OPENED FRAGS "< frag 4 0\n< frag 4 1\n< ind 3 0100000001000000\n< frag 4 2\n"
                  "< frag 4 3\n< frag 4 4\n< frag 4 5",
     ""},
    {"one lost", OPENED "> frag 4 0\n> frag 4 2\n< error 4 2",
     "problem fragment 4: fragment 3 of 6 of message #4 where fragment 2 of 6 of #4 comes next\n"
     "problem error 5: because fragment 3 of 6"},
    {"the first lost", OPENED "> frag 4 1", "problem fragment 3: whose first was not seen"},
    {"the first before the capture", "< frag 4 1\n> open 1 4096\n< opened 1 0",
     "notice fragment 1: whose first was not seen"},
    {"broken off",
     OPENED "> frag 4 0\n> frag 5 0\n> frag 5 1\n> frag 5 2\n> frag 5 3\n> frag 5 4\n"
            "> frag 5 5\n< done 5 1 0 -\n< error 4 1",
     "problem fragment 4: of message #4 only 1 of 6 fragments came\n"
     "problem error 11: because of message #4 only 1 of 6 fragments came"},
    {"until the end", OPENED "> frag 4 0\n> frag 4 1",
     "problem fragment 3: of message #4 only 2 of 6\nproblem unanswered 3: "},
    {"larger than agreed",
     "> open 1 64\n< opened 1 0\n< ind 3 "
     "0100000001000000010000000100000001000000",
     ""},
    {"larger than agreed by one",
     "> open 1 64\n< opened 1 0\n< ind 3 "
     "010000000100000001000000010000000100000001",
     "problem fragment 3: a message of 65 bytes where OPEN agreed on at most 64"},
    {"too small to open", "> open 1 63\n< opened 1 0", "problem fragment 1: ask for 64 bytes"},
    {"MBIMEx asked and got", OPENED "> xcmd 2 15 0 00010003\n< xdone 2 15 0 00010003", ""},
    {"MBIMEx asked and not got", OPENED "> xcmd 2 15 0 00010003\n< xdone 2 15 0 00010002",
     "notice mbimex 4: MBIMEx 3.0 was asked for, and the modem speaks 2.0"},
    /* Signal state: 20 bytes, or 28 from MBIMEx 2.0 on. */
    {"an older answer",
     OPENED "> xcmd 2 15 0 00010002\n< xdone 2 15 0 00010002\n> cmd 3 11 0 -\n"
            "< done 3 11 0 0a0000006300000005000000ffffffffffffffff",
     "problem mbimex 6: the answer of signal-state is as MBIMEx 1.0 has it, and not 2.0"},
    {"a newer answer",
     OPENED "> cmd 3 10 0 -\n"
            "< done 3 10 0 0000000002000000200000000000000000000000000000000000000001000000",
     "notice mbimex 4: the answer of packet-service is as MBIMEx 2.0 has it, and not 1.0"},
    {"answers as agreed",
     OPENED "> cmd 3 10 0 -\n< done 3 10 0 "
            "00000000020000002000000000000000000000000000000000000000\n> xcmd 4 15 0 00010002\n"
            "< xdone 4 15 0 00010002\n> cmd 5 10 0 -\n< done 5 10 0 "
            "0000000002000000200000000000000000000000000000000000000001000000",
     ""},
    {"an answer as nobody has it", OPENED "> cmd 3 10 0 -\n< done 3 10 0 00000000",
     "problem length 4: basic-connect packet-service answer: the information buffer, field "
     "packet_service_state: cut short"},
    {"a message too long to keep",
     OPENED "> hex mbim 03000000 30000000 04000000 02000000 00000000 " BC
            " 01000000 00000000 00000200",
     "problem fragment 3: longer than any that is kept\n"
     "problem unanswered 3: mend the request first"},
    {"told first", "on 9 2\nspeaks mbim 1199 901f\ndevice\n" OPENED, ""},
    {"went away", "on 9 2\n" CLIENT "gone\ndevice\n> cmd 9 3 0 -\n< error 9 5",
     "problem device 5: in the middle of a session\nnotice device 6: is there again\n"
     "problem closed 7: \nproblem error 8: NotOpened"},
    {"went away while it was waited for", "on 9 2\n@0\n" OPENED "> cmd 2 3 0 -\n@250\ngone",
     "problem device 4: look in the kernel's log\nproblem unanswered 3: 0.250 s passed until the "
     "device went away"},
    {"went away when it might", "on 9 2\n" OPENED "> close 2\n< closed 2 0\ngone",
     "notice device 5: the device went away"},
    {"another went away", "on 9 2\n" OPENED "on 8 2\ngone\non 9 2\n> cmd 2 3 0 -\n< done 2 3 0 -",
     "notice device 3: "},
    {"another of the same address",
     "on 9 2\nspeaks mbim 1199 901f\n" OPENED "speaks qmi 1199 901e\ndevice\n" RAW_CLIENT RAW_BACK,
     "notice device 3: configured anew"},
    {"told again", "on 9 2\n" OPENED "speaks mbim 1199 901f\ndevice\n> cmd 2 3 0 -\n< done 2 3 0 -",
     ""},
    {"a failed transfer", OPENED "failed the modem refused the transfer (stall)",
     "problem transfer 3: a message of the modem did not come through: the modem refused"},
};

/* Connect set with an access string of three characters, and a user name: its offset, the
 * padding before it, and that behind it. */
#define CONNECT(offset, pad, last)                                                                 \
    "00000000010000003c00000006000000" offset "000000020000000000000000000000"                     \
    "0000000000000000000000007e5e2a7e4e6f7272736b656e7e5e2a7e610062006300" pad "6400" last
#define CONNECTED "000000000100000000000000010000007e5e2a7e4e6f7272736b656e7e5e2a7e00000000"
#define SET       OPENED "> cmd 3 12 1 "
#define ANSWERED  "\n< done 3 12 0 " CONNECTED

static const struct row buffers[] = {
    {"a good buffer", SET CONNECT("44", "0000", "0000") ANSWERED, ""},
    {"one that ends unpadded", SET CONNECT("44", "0000", "") ANSWERED, ""},
    {"padding that is not zero", SET CONNECT("44", "0041", "4200") ANSWERED,
     "problem padding 3: basic-connect connect set: 2 bytes of the information buffer that no "
     "field has are not 0, the first at 67"},
    {"of the modem",
     OPENED "< ind 9 000000000100000001000000000000000100000030000000020000000000000000000000"
            "00000000000000000000000032000041",
     "notice padding 3: basic-connect register-state indication: 1 byte of the information buffer "
     "that no field has is not 0, the first at 51"},
    {"an offset that is not aligned", SET CONNECT("42", "6400", "0000") ANSWERED,
     "problem padding 3: data begins at byte 66 of the information buffer, which is no multiple"},
    {"an offset that leads to another field",
     SET CONNECT("3c", "0000", "0000") "\n< done 3 12 21 -",
     "problem padding 3: two fields share byte 60\n"
     "problem error 4: InvalidParameters (21): a value in the request is not allowed, or its "
     "layout is wrong, because basic-connect connect set: two fields share byte 60"},
    {"an offset that leads nowhere", SET CONNECT("ff", "0000", "0000") "\n< error 3 3",
     "problem length 3: field user_name\n"
     "problem error 4: because basic-connect connect set: the information buffer, field user_name"},
    {"each time that it comes",
     SET CONNECT("44", "0041", "0000") ANSWERED "\n> cmd 4 12 1 " CONNECT(
         "44", "0041", "0000") "\n< done 4 12 0 " CONNECTED
                               "\n> cmd 5 12 1 " CONNECT("44", "0000", "0000"),
     "problem padding 3: \nproblem padding 5: \n"
     "problem unanswered 7: "},
    {"by the version that is spoken",
     OPENED "> xcmd 2 15 0 00010003\n< xdone 2 15 0 00010003\n> cmd 3 12 1 " CONNECT(
         "44", "0000", "0000") "\n< done 3 12 21 -",
     "problem mbimex 5: basic-connect connect set is as MBIMEx 1.0 has it, and not 3.0\n"
     "problem error 6: because basic-connect connect set is as MBIMEx 1.0 has it"},
    {"by one that was not seen",
     "< xdone 2 15 0 00010003\n> cmd 3 12 1 " CONNECT("44", "0000", "0000") ANSWERED,
     "notice unasked 1: "},
};

static const char *locked(uint16_t vendor, uint16_t product)
{
    return vendor != 0x1199 ? NULL : product == 0x901f ? "EM7355" : "";
}

static void play(const struct row *rows, size_t count)
{
    static struct findings findings;
    static const struct wdm_explain_options options = {.locked = locked};
    for (size_t i = 0; i < count; i++) {
        explain_play_begin(&findings, &options);
        explain_play(rows[i].lines);
        explain_play_end();
        assert_findings(rows[i].name, &findings, rows[i].findings);
        assert_int_equal(findings.counts.problems + findings.counts.notices, findings.count);
    }
}

static void test_frames(void **state)
{
    (void)state;
    play(frames, COUNT(frames));
}

static void test_exchanges(void **state)
{
    (void)state;
    play(exchanges, COUNT(exchanges));
}

static void test_clients(void **state)
{
    (void)state;
    play(clients, COUNT(clients));
}

static void test_errors(void **state)
{
    (void)state;
    play(errors, COUNT(errors));
}

static void test_others(void **state)
{
    (void)state;
    play(others, COUNT(others));
}

static void test_buffers(void **state)
{
    (void)state;
    play(buffers, COUNT(buffers));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frames),  cmocka_unit_test(test_exchanges),
        cmocka_unit_test(test_clients), cmocka_unit_test(test_errors),
        cmocka_unit_test(test_others),  cmocka_unit_test(test_buffers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
