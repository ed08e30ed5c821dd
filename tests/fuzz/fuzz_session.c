/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What is done with a modem, with a hostile one: see hostile.h. The first bytes choose
 * what is done and what the modem is, the rest is what it does. All ends by its deadline,
 * an error tells, and no client id is left that the modem's answers gave.
 */
#include <string.h>

#include "fuzz.h"
#include "hostile.h"
#include "wdm/at_session.h"
#include "wdm/at_tunnel.h"
#include "wdm/modem.h"
#include "wdm/usb.h"

#define TIMEOUT (10 * WDM_SECOND)
#define GRACE   (250 * WDM_MILLISECOND)

static struct hostile port;
static struct wdm_modem modem;

/* ---- What is done with it; `how` is a byte of the input */

typedef bool action(uint8_t how, wdm_time deadline, struct wdm_error *error);

static bool unlock(uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_unlock_options options = {.no_verify = how & 1, .power_on = how & 2};
    struct wdm_unlock_report report;
    return wdm_unlock(&modem, &options, &report, deadline, error);
}

/* As wdmctl info asks. */
static bool identify(uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    static const uint16_t messages[] = {0x0021, 0x0022, 0x0023, 0x002c, 0x0025};
    struct wdm_qmi_answer answer = {0};
    struct wdm_layout layout;
    bool qmi = true;
    if (modem.protocol == WDM_PROTOCOL_MBIM &&
        !wdm_modem_has_service(&modem, &wdm_mbim_qmi, &qmi, deadline, error))
        return false;
    for (size_t i = 0; i < 5; i++) {
        wdm_error_clear(error);
        if (!wdm_modem_dms(&modem, messages[(i + how) % 5], NULL, &answer, &layout, deadline,
                           error)) {
            if (error->kind != WDM_REFUSED)
                return false;
            continue;
        }
        fuzz_use_layout(&layout, answer.tlvs);
    }
    wdm_error_clear(error);
    return true;
}

static bool ask_qmi(uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_qmi_service *service = wdm_qmi_service_by_id(how & 3 ? how & 3 : 0x0b);
    const struct wdm_qmi_message *message =
        &service->messages[fuzz_number(&port.input) % service->message_count];
    struct wdm_qmi_answer answer;
    struct wdm_layout layout;
    if (!wdm_modem_qmi(&modem, service, message, NULL, 0, &answer, &layout, deadline, error))
        return false;
    if (layout.text)
        fuzz_use_layout(&layout, answer.tlvs);
    return true;
}

static bool ask_mbim(uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_mbim_service *service = wdm_mbim_service_at(how % 8);
    uint32_t command = service->commands[fuzz_byte(&port.input) % service->command_count].id;
    struct wdm_span answer;
    struct wdm_layout layout;
    if (modem.protocol != WDM_PROTOCOL_MBIM)
        return identify(how, deadline, error);
    if (!wdm_modem_mbim(&modem, service, command, WDM_MBIM_QUERY, NULL, 0, &answer, &layout,
                        deadline, error))
        return false;
    if (layout.text)
        fuzz_use_layout(&layout, answer);
    return true;
}

static bool radio(uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_radio state;
    return wdm_radio_read(&modem, how & 1, &state, deadline, error) &&
           wdm_radio_switch(&modem, how & 2, deadline, error);
}

static bool agree(uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    return wdm_modem_mbimex(&modem, (uint8_t)(1 + how % WDM_MBIMEX_LAST), deadline, error);
}

static bool compositions(uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_usb_compositions list;
    if (!wdm_usb_compositions(&modem, &list, deadline, error))
        return false;
    fuzz_check(list.count <= sizeof(list.supported));
    return how & 1 ? wdm_usb_composition_set(&modem, how, deadline, error)
                   : wdm_modem_restart(&modem, deadline, error);
}

static bool tunnel(uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    static struct wdm_at_tunnel at;
    static struct wdm_at_session session;
    struct wdm_at_result result;
    if (!wdm_at_tunnel_open(&at, &modem, deadline, error))
        return false;
    wdm_at_session_init(&session, &at.port);
    return wdm_at_command(&session, how & 1 ? "ATI" : "AT+CPIN?", NULL, &result, deadline, error);
}

static bool wait(uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    return wdm_modem_client(&modem, how & 1 ? WDM_QMI_SERVICE_NAS : WDM_QMI_SERVICE_WDS, deadline,
                            error) &&
           wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, deadline, error) &&
           wdm_modem_pause(&modem, how * 10 * WDM_MILLISECOND, deadline, error);
}

static action *const actions[] = {unlock, identify,     ask_qmi, ask_mbim, radio,
                                  agree,  compositions, tunnel,  wait};

#define ACTIONS (sizeof(actions) / sizeof(actions[0]))

/* ---- One command, as the program runs it */

static bool probe(wdm_time deadline, struct wdm_error *error)
{
    struct wdm_probe found;
    return wdm_modem_probe(&modem, &found, deadline, error);
}

static bool run(uint8_t what, uint8_t how, wdm_time deadline, struct wdm_error *error)
{
    uint8_t mbimex;
    if (what % (ACTIONS + 1) == ACTIONS)
        return probe(deadline, error);
    if (port.port.proxied && !wdm_modem_enter_proxy(&modem, &mbimex, deadline, error))
        return false;
    return wdm_modem_open(&modem, (enum wdm_mode)(how / 4 % 3), deadline, error) &&
           actions[what % (ACTIONS + 1)](how, deadline, error);
}

/* Nothing is held by this end any more; nor is there a client id at the modem that its
 * answers gave, where closing went well and nobody broke what was said. */
static void check_end(bool closed, enum wdm_error_class kind)
{
    if (modem.protocol == WDM_PROTOCOL_MBIM)
        fuzz_check(!modem.session.opened && !modem.session.opening);
    fuzz_check(modem.qmi.client_count == 0);
    if ((!closed && kind != WDM_REFUSED) || !port.honest || port.clock >= port.latest)
        return;
    /* The simulated modem refuses to take back what it did not give. */
    fuzz_check(port.given_count == 0);
    fuzz_check(!closed || modem.qmi.stray_count == 0);
    fuzz_check(!closed || port.made_up || wdm_sim_clients_left(&port.sim) == 0);
}

static void play(uint8_t what, uint8_t how)
{
    struct wdm_error error;
    wdm_time deadline = port.clock + TIMEOUT;
    port.latest = deadline;
    wdm_error_clear(&error);
    wdm_modem_init(&modem, &port.port);
    bool done = run(what, how, deadline, &error);
    if (!done)
        fuzz_check_error(&error);
    if (port.latest < port.clock + GRACE || (!done && error.kind == WDM_INTERRUPTED))
        port.latest = port.clock + GRACE;
    wdm_error_clear(&error);
    bool closed = wdm_modem_close(&modem, port.latest, &error);
    if (!closed)
        fuzz_check_error(&error);
    check_end(closed, error.kind);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const specifications[] = {
        "em7355",          "em7355-qmi",       "em7455",        "mbimex3",
        "em7355,delay=60", "em7355,delay=400", "em7355,noise",  "em7355-qmi,delay=400",
        "em7355,merge",    "em7355-qmi,noise", "em7355,frag=64"};
    struct fuzz_input input = {bytes, length < 4096 ? length : 4096};
    uint8_t first = fuzz_byte(&input);
    uint8_t what = fuzz_byte(&input);
    uint8_t how = fuzz_byte(&input);
    hostile_open(&port, specifications[first % 11], input);
    port.silent = what & 0x80;
    port.port.proxied = what & 0x40;
    if (how & 0x80)
        port.port.protocol = port.sim.protocol;
    play(what & 0x3f, how & 0x7f);
    return 0;
}
