/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The simulated USB device, with a kernel that says anything in USB/IP. The first byte
 * chooses the modem; then steps: a byte that says what, and how much.
 */
#include <string.h>

#include "fuzz.h"
#include "wdm/sim_usb.h"

static struct wdm_sim sim;
static struct wdm_sim_usbip usbip;
static wdm_time clock_now;

static void check(void)
{
    fuzz_check(usbip.received <= sizeof(usbip.input));
    fuzz_check(usbip.sent <= usbip.queued && usbip.queued <= sizeof(usbip.output));
    fuzz_check(usbip.urb_count <= WDM_SIM_USBIP_URBS);
    fuzz_check(usbip.usb.line_length <= sizeof(usbip.usb.line));
    fuzz_check(usbip.usb.text_length <= sizeof(usbip.usb.text));
    fuzz_check(usbip.usb.datagram_count <= WDM_SIM_USB_DATAGRAMS);
    fuzz_check(memchr(usbip.problem, '\0', sizeof(usbip.problem)) != NULL);
    fuzz_check(!usbip.failed || usbip.problem[0] != '\0');
}

/* Bytes of the kernel, as the server gives them: again while there is no room. */
static void feed(struct wdm_span bytes)
{
    for (size_t taken = 0; taken < bytes.length;) {
        size_t count =
            wdm_sim_usbip_input(&usbip, bytes.bytes + taken, bytes.length - taken, clock_now);
        fuzz_check(count <= bytes.length - taken);
        if (count == 0) {
            fuzz_check(usbip.queued > usbip.sent); /* else it would never go on */
            usbip.sent = usbip.queued;
            wdm_sim_usbip_work(&usbip, clock_now);
        }
        taken += count;
    }
}

/* A transfer: the fuzzer need not find out how a header looks. */
static void submit(struct fuzz_input *input, bool in)
{
    uint8_t header[WDM_SIM_USBIP_HEADER] = {0};
    struct wdm_writer out = wdm_writer(header, sizeof(header));
    uint8_t endpoint = fuzz_byte(input) & 15;
    uint16_t length = fuzz_number(input);
    struct wdm_span setup = fuzz_take(input, endpoint == 0 ? 8 : 0);
    struct wdm_span data = fuzz_take(input, in ? 0 : length);
    wdm_write_be32(&out, 1);
    wdm_write_be32(&out, fuzz_byte(input));
    wdm_write_be32(&out, 0x00010002);
    wdm_write_be32(&out, in);
    wdm_write_be32(&out, endpoint);
    wdm_write_be32(&out, 0);
    wdm_write_be32(&out, in ? length : (uint32_t)data.length);
    wdm_write_zeros(&out, 12);
    wdm_write_bytes(&out, setup.bytes, setup.length);
    feed((struct wdm_span){header, sizeof(header)});
    feed(fuzz_exact(data));
}

static void play(struct fuzz_input *input)
{
    while (input->length > 0 && !usbip.failed && !sim.gone) {
        uint8_t step = fuzz_byte(input);
        switch (step % 8) {
        case 0:
            clock_now += fuzz_byte(input) * 10 * WDM_MILLISECOND;
            break;
        case 1:
            usbip.sent = usbip.queued;
            break;
        case 2:
            feed(fuzz_exact(fuzz_take(input, fuzz_number(input))));
            break;
        case 3:
        case 4:
        case 5:
            submit(input, true);
            break;
        default:
            submit(input, false);
        }
        wdm_sim_usbip_work(&usbip, clock_now);
        wdm_sim_usbip_due(&usbip);
        check();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const specifications[] = {
        "em7355", "em7355-qmi", "em7455", "mbimex3", "em7355,noise,frag=64", "em7355,unplug=3"};
    struct fuzz_input input = {bytes, length < 8192 ? length : 8192};
    struct wdm_error error;
    uint8_t first = fuzz_byte(&input);
    fuzz_check(wdm_sim_init(&sim, specifications[first / 2 % 6], &error));
    clock_now = WDM_SECOND;
    wdm_sim_usbip_init(&usbip, &sim, first & 1);
    wdm_sim_usbip_plug(&usbip);
    play(&input);
    return 0;
}
