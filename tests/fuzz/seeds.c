/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Writes inputs for the fuzzers to begin with: "seeds FOLDER FILE...", as seeds.sh calls
 * it. Files are captures, schemas, descriptors and what "wdmctl decode --split" makes of
 * captures; each goes into a folder for each harness below FOLDER. Messages of every
 * layout are made up.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../unit/fields_support.h"
#include "fuzz.h"
#include "wdm/capture.h"

static const char *folder;
static unsigned number;

static void save(const char *harness, const uint8_t *head, size_t head_length, const void *bytes,
                 size_t length)
{
    char path[512];
    (void)snprintf(path, sizeof(path), "%s/%s", folder, harness);
    (void)mkdir(path, 0777);
    (void)snprintf(path, sizeof(path), "%s/%s/seed-%05u", folder, harness, ++number);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(head, 1, head_length, file) != head_length ||
        fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

/* ---- Made-up messages */

static void make_layout(size_t index, enum made_up how)
{
    static struct assignments made;
    static uint8_t bytes[WDM_MESSAGE_MAX];
    static char text[65536];
    const struct wdm_layout *layout = fuzz_layout(index);
    const uint8_t head[] = {(uint8_t)(index & 0xff), (uint8_t)(index >> 8)};
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    struct wdm_error error;
    size_t length = 0;
    make_up(layout, how, (uint32_t)index + 1, &made);
    if (!wdm_encode(layout, made.list, made.count, &out, &error) || out.length > 1024)
        return;
    save("layout", head, sizeof(head), bytes, out.length);
    for (size_t i = 0; i < made.count && length < 4096; i++)
        length += (size_t)snprintf(text + length, sizeof(text) - length, "%.*s=%.*s\n",
                                   (int)made.list[i].path.length, made.list[i].path.text,
                                   (int)made.list[i].value.length, made.list[i].value.text);
    if (length < 1024)
        save("encode", head, sizeof(head), text, length);
}

/* ---- What the fixtures hold */

#define CAPTURE_MOST ((size_t)8192)
/* Of what stands before something else. */
#define RECORDING_MOST ((size_t)1900)

static bool has(const char *path, const char *part)
{
    return strstr(path, part) != NULL;
}

/* A message for each harness that takes some: with a step and a length before it. The
 * file's name says which way it went, and begins its own with the protocol. */
static void save_message(const char *path, const uint8_t *bytes, size_t length)
{
    bool from_modem = has(path, "-from-modem-"), mbim = has(path, "-modem-mbim");
    unsigned protocol = mbim ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI;
    if (length > 1024)
        return;
    uint8_t low = (uint8_t)(length & 0xff), high = (uint8_t)(length >> 8);
    const uint8_t described[] = {0, (uint8_t)(from_modem | protocol << 1), low, high};
    const uint8_t assembled[] = {16, low, high};
    const uint8_t sent[] = {mbim ? 1 : 5, 4, low, high};
    const uint8_t raw[] = {WDM_CAPTURE_RAW};
    save("message", described, sizeof(described), bytes, length);
    save("assemble", assembled, sizeof(assembled), bytes, length);
    save("capture", raw, sizeof(raw), bytes, length);
    if (!from_modem)
        save("sim", sent, sizeof(sent), bytes, length);
}

/* A recording: compared with itself, played as the modem in each way, and as the host to
 * itself and to others. */
static void save_recording(const uint8_t *bytes, size_t length)
{
    static uint8_t twice[2 * RECORDING_MOST];
    uint8_t low = (uint8_t)(length & 0xff), high = (uint8_t)(length >> 8);
    const uint8_t compared[] = {3, low, high};
    memcpy(twice, bytes, length);
    memcpy(twice + length, bytes, length);
    save("recording", compared, sizeof(compared), twice, 2 * length);
    for (unsigned i = 0; i < 7; i++) {
        const uint8_t modem[] = {(uint8_t)(8 * i + 6), low, high};
        const uint8_t itself[] = {1, (uint8_t)i, low, high};
        const uint8_t another[] = {0, (uint8_t)i, low, high};
        save("recording", modem, sizeof(modem), bytes, length);
        save("replay", itself, sizeof(itself), bytes, length);
        save("replay", another, sizeof(another), bytes, length);
    }
}

static void save_capture(const uint8_t *bytes, size_t length)
{
    static const char *const harnesses[] = {"capture", "convert", "redact", "explain"};
    const uint8_t unknown[] = {WDM_CAPTURE_UNKNOWN};
    for (size_t i = 0; i < 4; i++)
        save(harnesses[i], unknown, sizeof(unknown), bytes,
             length < CAPTURE_MOST ? length : CAPTURE_MOST);
    save_recording(bytes, length < RECORDING_MOST ? length : RECORDING_MOST);
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static void read_file(const char *path)
{
    static uint8_t bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    size_t length = fread(bytes, 1, sizeof(bytes), file);
    (void)fclose(file);
    if (ends_with(path, ".schema"))
        save("schema", NULL, 0, bytes, length);
    else if (ends_with(path, "descriptors"))
        save("usb", NULL, 0, bytes, length);
    else if (ends_with(path, ".bin"))
        save_message(path, bytes, length);
    else
        save_capture(bytes, length);
}

/* ---- What no fixture has */

static void save_texts(void)
{
    static const char options[][64] = {
        "-d\0sim:em7355\0unlock\0--no-verify", "qmi\0-vvj\0-t2.5\0dms\0get-capabilities",
        "--mbimex=3\0mbim\0basic-connect\0device-caps", "--schema\0a\0--root=/\0list\0--\0-x"};
    static const char *const answers[] = {
        "\1\13\r\n1\r\n\r\nOK\r\n", "\1\26AT+CPIN?\r\r\n+CME ERROR: 10\r\n",
        "\1\16\r\n> \1\22\r\n+CMGS: 7\r\nOK\r\n", "\1\10\r\nRING\r\n\4\62\1\6\r\nOK\r\n",
        "\1\13$GPGGA,,,\r\n\1\15\r\nCONNECT 9\r\n"};
    static const char *const schemas[] = {
        "qmi acme 0xe5\nenum e a b\nmessage 1 a\n request 01 a:u8=e\n response 10 b:[u8]u16\n",
        "mbim acme 0123456789abcdef0123456789abcdef\nstruct S a:u32 b:str\ncommand 1 a\n"
        " query n:u32 c:[n]{S}\n response d:ref e:*{S}\n"};
    for (size_t i = 0; i < 4; i++)
        save("options", NULL, 0, options[i], sizeof(options[i]));
    for (size_t i = 0; i < 5; i++)
        for (uint8_t how = 0; how < 4; how++) {
            uint8_t first = (uint8_t)(how | (i == 2 ? 0x83 : 0) | (how & 1 ? 16 : 0));
            save("at", &first, 1, answers[i], strlen(answers[i]));
        }
    for (size_t i = 0; i < 2; i++)
        save("schema", NULL, 0, schemas[i], strlen(schemas[i]));
}

static void save_steps(void)
{
    /* Every command on every modem, which answers as it should. */
    for (unsigned modem = 0; modem < 11; modem++)
        for (unsigned what = 0; what < 10; what++) {
            const uint8_t session[] = {(uint8_t)modem, (uint8_t)what, (uint8_t)(0x80 + what)};
            save("session", session, sizeof(session), "", 0);
        }
    /* SET_CONFIGURATION, descriptors, an encapsulated command and its answer. */
    static const uint8_t usb[] = {0,    6,  0, 0, 0, 0,  9,    2,  0, 0, 0,  0, 0,    3, 0, 0, 1,
                                  0x80, 6,  0, 1, 0, 0,  18,   0,  6, 0, 16, 0, 0x21, 0, 0, 0, 12,
                                  0,    16, 0, 1, 0, 0,  0,    16, 0, 0, 0,  1, 0,    0, 0, 0, 16,
                                  0,    0,  3, 0, 0, 16, 0xa1, 1,  0, 0, 12, 0, 0,    16};
    for (unsigned modem = 0; modem < 12; modem++) {
        const uint8_t first = (uint8_t)modem;
        save("usbip", &first, 1, usb + 1, sizeof(usb) - 1);
    }
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    folder = argv[1];
    for (size_t i = 0; i < fuzz_layout_count(); i++) {
        make_layout(i, MADE_UP_LEAST);
        make_layout(i, MADE_UP_RANDOM);
    }
    for (int i = 2; i < argc; i++)
        read_file(argv[i]);
    save_texts();
    save_steps();
    return 0;
}
