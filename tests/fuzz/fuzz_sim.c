/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The simulated modem, with a hostile host, directly and through the simulated proxy. The
 * first byte chooses the modem; then steps: a byte that says what, and how much. One that
 * means well is understood afterwards.
 */
#include <string.h>

#include "fuzz.h"
#include "wdm/qmux.h"
#include "wdm/sim_proxy.h"

static struct wdm_sim sim;
static struct wdm_sim_proxy proxy;
static wdm_time clock_now;

static const char *const specifications[] = {
    "em7355",
    "em7355-qmi",
    "silent",
    "mbim-only",
    "em7455",
    "mbimex3",
    "em7355,noise,dup=3,frag=64,late=5,garble=7,truncate=9",
    "em7355-qmi,noise,split=3,merge",
    "em7355,delay=50,unplug=9",
    "em7355-qmi,delay=50,busy",
    "em7355,first-open-lost,drop=4",
};

#define SPECIFICATIONS (sizeof(specifications) / sizeof(specifications[0]))

static void check_sim(void)
{
    fuzz_check(sim.client_count <= WDM_SIM_CLIENTS);
    fuzz_check(sim.received <= sizeof(sim.input));
    fuzz_check(sim.chunk_count <= WDM_SIM_CHUNKS);
    fuzz_check(wdm_sim_clients_left(&sim) <= sim.client_count);
}

/* ---- Directly */

static void understood(void)
{
    static const uint8_t nothing[WDM_SIM_CONTROL];
    static const uint8_t open[] = {1, 0, 0, 0, 16, 0, 0, 0, 9, 0, 0, 0, 0, 16, 0, 0};
    static const uint8_t sync[] = {1, 11, 0, 0, 0, 0, 0, 1, 0x27, 0, 0, 0};
    bool mbim = sim.protocol == WDM_PROTOCOL_MBIM;
    if (sim.gone || sim.unplugging)
        return;
    if (!sim.boundaries)
        wdm_sim_input(&sim, nothing, sizeof(nothing), clock_now);
    fuzz_take_output(&sim, sizeof(nothing), clock_now);
    uint32_t before = sim.opens;
    wdm_sim_input(&sim, mbim ? open : sync, mbim ? sizeof(open) : sizeof(sync), clock_now);
    fuzz_check(sim.opens > before);
}

static void play_host(struct fuzz_input *input)
{
    struct wdm_span bytes;
    while (input->length > 0) {
        uint8_t step = fuzz_byte(input);
        switch (step % 8) {
        case 0:
            clock_now += fuzz_byte(input) * 10 * WDM_MILLISECOND;
            break;
        case 1:
            fuzz_take_output(&sim, 1 + step / 8, clock_now);
            break;
        case 2:
            wdm_sim_disconnect(&sim);
            break;
        case 3:
            fuzz_take_output(&sim, WDM_SIM_CONTROL, clock_now);
            break;
        default:
            bytes = fuzz_exact(fuzz_take(input, fuzz_number(input)));
            wdm_sim_input(&sim, bytes.bytes, bytes.length, clock_now);
        }
        check_sim();
    }
    understood();
}

/* ---- Through the proxy */

static void check_proxy(void)
{
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++) {
        const struct wdm_sim_proxy_client *client = &proxy.clients[i];
        fuzz_check(client->received <= sizeof(client->input));
        fuzz_check(client->sent <= client->queued && client->queued <= sizeof(client->output));
    }
    fuzz_check(proxy.answered <= sizeof(proxy.answer));
}

/* What the server does with a client: it reads all, some or nothing. */
static void read_client(size_t index, bool all)
{
    struct wdm_sim_proxy_client *client = &proxy.clients[index];
    if (!client->connected)
        return;
    if (client->failed)
        wdm_sim_proxy_disconnect(&proxy, index);
    else if (all)
        client->sent = client->queued = 0;
}

static void play_clients(struct fuzz_input *input)
{
    struct wdm_span bytes;
    wdm_sim_proxy_init(&proxy, &sim);
    wdm_sim_proxy_connect(&proxy);
    while (input->length > 0) {
        uint8_t step = fuzz_byte(input);
        size_t index = step / 8 % WDM_SIM_PROXY_CLIENTS;
        switch (step % 8) {
        case 0:
            clock_now += fuzz_byte(input) * 10 * WDM_MILLISECOND;
            break;
        case 1:
            fuzz_check(wdm_sim_proxy_connect(&proxy) <= WDM_SIM_PROXY_CLIENTS);
            break;
        case 2:
            if (proxy.clients[index].connected)
                wdm_sim_proxy_disconnect(&proxy, index);
            break;
        case 3:
            read_client(index, step & 0x80);
            break;
        default:
            bytes = fuzz_exact(fuzz_take(input, fuzz_number(input)));
            if (proxy.clients[index].connected && !proxy.clients[index].failed)
                wdm_sim_proxy_input(&proxy, index, bytes.bytes, bytes.length, clock_now);
        }
        wdm_sim_proxy_work(&proxy, clock_now);
        check_proxy();
        check_sim();
    }
    wdm_sim_proxy_due(&proxy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct fuzz_input input = {bytes, length < 8192 ? length : 8192};
    struct wdm_error error;
    uint8_t first = fuzz_byte(&input);
    fuzz_check(wdm_sim_init(&sim, specifications[first / 4 % SPECIFICATIONS], &error));
    sim.boundaries = first & 1;
    clock_now = WDM_SECOND;
    if (first & 2)
        play_clients(&input);
    else
        play_host(&input);
    return 0;
}
