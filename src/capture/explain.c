/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What was wrong in a recorded exchange: who sees what, and how findings are told. */
#include <string.h>

#include "explain_internal.h"
#include "wdm/format.h"
#include "wdm/unpack.h"

static const char *const rule_names[WDM_EXPLAIN_RULES] = {
    "file",     "bytes", "length",  "padding",  "tlv",     "transaction", "unanswered",
    "unasked",  "slow",  "silence", "protocol", "client",  "closed",      "error",
    "fragment", "lock",  "mbimex",  "device",   "transfer"};

const char *wdm_explain_rule_name(enum wdm_explain_rule rule)
{
    return rule_names[rule];
}

void wdm_explain_init(struct wdm_explainer *explainer, const struct wdm_explain_options *options)
{
    memset(explainer, 0, offsetof(struct wdm_explainer, tracker));
    explainer->options = *options;
    wdm_exchange_init(&explainer->tracker);
    wdm_explain_mbimex_init(explainer);
}

/* ---- Telling */

struct wdm_finding wdm_explain_here(const struct wdm_explainer *explainer,
                                    enum wdm_explain_rule rule, bool problem, const char *remedy)
{
    const struct wdm_captured *captured = explainer->captured;
    return (struct wdm_finding){
        .rule = rule,
        .problem = problem,
        .from_modem = captured->from_modem,
        .timed = captured->timed,
        .when = captured->when,
        .number = captured->number,
        .offset = captured->offset,
        .device = captured->device,
        .interface = captured->interface,
        .remedy = remedy,
    };
}

struct wdm_finding wdm_explain_at(enum wdm_explain_rule rule, bool problem, const char *remedy,
                                  const struct wdm_exchange_request *request)
{
    return (struct wdm_finding){
        .rule = rule,
        .problem = problem,
        .timed = request->timed,
        .when = request->when,
        .number = request->number,
        .offset = request->offset,
        .device = request->device,
        .interface = request->interface,
        .remedy = remedy,
    };
}

const char *wdm_explain_cause(const struct wdm_explainer *explainer, uint64_t number)
{
    for (size_t i = 0; i < WDM_EXPLAIN_CAUSES; i++) {
        if (explainer->causes[i].number == number && number > 0)
            return explainer->causes[i].what;
    }
    return NULL;
}

/* Keeps the first thing that was wrong with a message of the host's. */
static void keep_cause(struct wdm_explainer *explainer, const struct wdm_finding *finding)
{
    struct wdm_explain_cause *cause = &explainer->causes[explainer->cause_next];
    uint64_t number = explainer->blamed > 0 ? explainer->blamed : finding->number;
    explainer->blamed = 0;
    if (finding->from_modem || !finding->problem || wdm_explain_cause(explainer, number))
        return;
    explainer->cause_next = (explainer->cause_next + 1) % WDM_EXPLAIN_CAUSES;
    cause->number = number;
    wdm_format(cause->what, sizeof(cause->what), "%s", finding->what);
}

/* Whatever stands in these files may be packed: formats, what is put into them, remedies. */
static void tell(struct wdm_explainer *explainer, struct wdm_finding *finding)
{
    char what[sizeof(explainer->what)], remedy[sizeof(explainer->what)];
    finding->what = wdm_message_plain(explainer->what, what, sizeof(what));
    if (finding->remedy)
        finding->remedy = wdm_message_plain(finding->remedy, remedy, sizeof(remedy));
    if (finding->problem)
        explainer->counts.problems++;
    else
        explainer->counts.notices++;
    keep_cause(explainer, finding);
    explainer->options.found(explainer->options.context, finding);
}

void wdm_explain_tell(struct wdm_explainer *explainer, struct wdm_finding *finding,
                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    wdm_format_list(explainer->what, sizeof(explainer->what), format, arguments);
    va_end(arguments);
    tell(explainer, finding);
}

void wdm_explain_say(struct wdm_explainer *explainer, enum wdm_explain_rule rule, bool problem,
                     const char *remedy, const char *format, ...)
{
    struct wdm_finding finding = wdm_explain_here(explainer, rule, problem, remedy);
    va_list arguments;
    va_start(arguments, format);
    wdm_format_list(explainer->what, sizeof(explainer->what), format, arguments);
    va_end(arguments);
    tell(explainer, &finding);
}

/* ---- Ports */

static struct wdm_explain_port *find_port(struct wdm_explainer *explainer, uint32_t device,
                                          uint16_t interface)
{
    struct wdm_explain_port *port = explainer->recent;
    if (port && port->device == device && port->interface == interface)
        return port;
    for (size_t i = 0; i < WDM_EXPLAIN_PORTS; i++) {
        port = &explainer->ports[i];
        if (port->used && port->device == device && port->interface == interface)
            return port;
    }
    return NULL;
}

/* The port ends: the device is gone, or the capture is, or another port needs the room. */
static void end_port(struct wdm_explainer *explainer, struct wdm_explain_port *port,
                     const char *until)
{
    wdm_explain_fragments_end(explainer, port);
    bool silent = port->from_modem == 0 && port->from_host > 0;
    if (silent)
        wdm_explain_silence(explainer, port);
    wdm_explain_waiting(explainer, port, until, silent);
}

static struct wdm_explain_port *get_port(struct wdm_explainer *explainer,
                                         const struct wdm_captured *captured)
{
    struct wdm_explain_port *port = find_port(explainer, captured->device, captured->interface);
    if (!port) {
        port = &explainer->ports[0];
        for (size_t i = 1; i < WDM_EXPLAIN_PORTS; i++) {
            if (explainer->ports[i].seen < port->seen)
                port = &explainer->ports[i];
        }
        if (port->used)
            end_port(explainer, port, "until too many others were seen");
        memset(port, 0, sizeof(*port));
        port->used = true;
        port->device = captured->device;
        port->interface = captured->interface;
        port->first = captured->number;
        port->first_offset = captured->offset;
    }
    port->seen = ++explainer->clock;
    explainer->recent = port;
    return port;
}

/* Begins anew with what has the port's numbers now. */
static void renew_port(struct wdm_explain_port *port)
{
    struct wdm_explain_port fresh = {
        .used = true,
        .device = port->device,
        .interface = port->interface,
        .seen = port->seen,
        .state = EXPLAIN_CLOSED,
        .from_start = true,
    };
    *port = fresh;
}

/* ---- The device */

static void see_gone(struct wdm_explainer *explainer)
{
    const struct wdm_captured *captured = explainer->captured;
    bool busy = false;
    for (size_t i = 0; i < WDM_EXPLAIN_PORTS; i++) {
        struct wdm_explain_port *port = &explainer->ports[i];
        if (!port->used || port->device != captured->device)
            continue;
        busy |= port->state == EXPLAIN_OPEN || port->state == EXPLAIN_OPENING;
    }
    const struct wdm_exchange_request *request;
    for (size_t i = 0; (request = wdm_exchange_waiting(&explainer->tracker, i)) != NULL; i++)
        busy |= request->device == captured->device;
    wdm_explain_say(explainer, WDM_EXPLAIN_DEVICE, busy,
                    busy ? "look in the kernel's log for a disconnect: a reset, a crash of the "
                           "modem's firmware, or a supply that breaks down"
                         : NULL,
                    "the device went away%s", busy ? " in the middle of a session" : "");
    for (size_t i = 0; i < WDM_EXPLAIN_PORTS; i++) {
        struct wdm_explain_port *port = &explainer->ports[i];
        if (!port->used || port->device != captured->device)
            continue;
        end_port(explainer, port, "until the device went away");
        renew_port(port);
        port->gone = true;
    }
}

/* The device of what comes: another one than before, or configured anew. */
static void see_device(struct wdm_explainer *explainer)
{
    const struct wdm_captured *captured = explainer->captured;
    struct wdm_explain_port *port = find_port(explainer, captured->device, captured->interface);
    if (!port)
        return;
    if (port->gone)
        wdm_explain_say(explainer, WDM_EXPLAIN_DEVICE, false, NULL,
                        "the device is there again: sessions and client ids of before are gone");
    else if ((port->vendor != 0 &&
              (port->vendor != captured->vendor || port->product != captured->product)) ||
             (port->spoken != WDM_PROTOCOL_UNKNOWN && port->spoken != captured->spoken)) {
        wdm_explain_say(explainer, WDM_EXPLAIN_DEVICE, false, NULL,
                        "the device was configured anew, or is another: sessions and client ids of "
                        "before are gone");
        end_port(explainer, port, "until the device was configured anew");
        renew_port(port);
    }
    port->gone = false;
}

/* ---- Messages */

/* Parses what is at hand; the description has no layouts. */
static void parse(struct wdm_explainer *explainer, struct wdm_span bytes, bool judge)
{
    struct wdm_description *description = &explainer->description;
    struct wdm_span qmi = bytes;
    enum wdm_mbim_problem mbim = WDM_MBIM_OK;

    description->bytes = bytes;
    description->from_modem = explainer->captured->from_modem;
    description->is_mbim = description->is_qmi = false;
    description->problem = NULL;
    if (explainer->captured->protocol == WDM_PROTOCOL_MBIM) {
        mbim = wdm_mbim_parse(bytes.bytes, bytes.length, &description->mbim);
        description->is_mbim =
            mbim == WDM_MBIM_OK || mbim == WDM_MBIM_LENGTH_BAD || mbim == WDM_MBIM_BUFFER_BAD;
        if (mbim != WDM_MBIM_OK) {
            description->problem = wdm_mbim_problem_text(mbim);
            if (judge)
                wdm_explain_mbim_frame(explainer, mbim, bytes);
        }
        if (!description->is_mbim || !wdm_mbim_has_buffer(description->mbim.type) ||
            description->mbim.fragments > 1 || description->mbim.buffer.length == 0 ||
            !wdm_uuid_equal(&description->mbim.service, &wdm_mbim_qmi))
            return;
        qmi = description->mbim.buffer;
    }
    enum wdm_qmux_problem problem = wdm_qmux_parse(qmi.bytes, qmi.length, &description->qmux);
    description->is_qmi =
        problem == WDM_QMUX_OK || problem == WDM_QMUX_LENGTH_BAD || problem == WDM_QMUX_TLVS_BAD;
    if (problem != WDM_QMUX_OK)
        description->problem = wdm_qmux_problem_text(problem);
    if (judge)
        wdm_explain_qmi_frame(explainer, problem, qmi);
}

/* Whether the exchange begins with this message, as far as it tells. */
static bool begins(const struct wdm_description *description)
{
    if (description->is_mbim)
        return description->mbim.type == WDM_MBIM_OPEN ||
               (description->mbim.type == WDM_MBIM_COMMAND &&
                wdm_uuid_equal(&description->mbim.service, &wdm_mbim_proxy_control));
    return description->is_qmi && description->qmux.service == WDM_QMI_SERVICE_CTL &&
           description->qmux.kind == WDM_QMI_REQUEST;
}

static void see_protocol(struct wdm_explainer *explainer)
{
    const struct wdm_captured *captured = explainer->captured;
    struct wdm_explain_port *port = explainer->port;
    port->protocol = captured->protocol;
    if (captured->spoken == WDM_PROTOCOL_UNKNOWN || captured->spoken == captured->protocol ||
        captured->from_modem || port->told_raw)
        return;
    port->told_raw = true;
    if (captured->spoken == WDM_PROTOCOL_MBIM)
        wdm_explain_say(explainer, WDM_EXPLAIN_PROTOCOL, true,
                        "send QMI inside MBIM: wdmctl -m mbim, qmicli --device-open-mbim",
                        "QMI was sent raw to a function that speaks MBIM: nothing will answer");
    else
        wdm_explain_say(explainer, WDM_EXPLAIN_PROTOCOL, true,
                        "speak QMI: wdmctl -m qmi, qmicli --device-open-qmi",
                        "MBIM was sent to a function that speaks raw QMI: nothing will answer");
}

static void see_message(struct wdm_explainer *explainer, enum wdm_mbim_assembled assembled,
                        struct wdm_span whole)
{
    const struct wdm_captured *captured = explainer->captured;
    struct wdm_explain_port *port = explainer->port;
    bool complete = captured->announced <= captured->bytes.length && !captured->problem;

    if (!complete)
        wdm_explain_say(
            explainer, WDM_EXPLAIN_FILE, false,
            "record all: tcpdump -s 0 -i usbmonN, qmicli --verbose-full, strace -s 65536; "
            "usbmon's text has 32 at most",
            "%s", captured->problem ? captured->problem : "the capture has not all its bytes");
    if (assembled != WDM_MBIM_WHOLE)
        whole = captured->bytes;
    if (port->from_host + port->from_modem == 0)
        port->first = captured->number, port->first_offset = captured->offset;
    parse(explainer, whole, complete);
    if (port->from_host + port->from_modem == 0 && !port->from_start)
        port->from_start = begins(&explainer->description);
    if (captured->from_modem)
        port->from_modem++;
    else
        port->from_host++;
    see_protocol(explainer);
    wdm_explain_fragments(explainer, assembled);
    if (explainer->description.is_mbim && explainer->description.mbim.type == WDM_MBIM_OPEN)
        wdm_explain_waiting(explainer, port, "until the function was opened anew", false);
    wdm_exchange_see(&explainer->tracker, captured, &explainer->description, &explainer->exchange);
    wdm_explain_exchange(explainer);
    if (complete)
        wdm_explain_buffer(explainer);
    wdm_explain_errors(explainer);
    if (explainer->description.is_qmi)
        wdm_explain_clients(explainer);
    if (explainer->description.is_mbim)
        wdm_explain_mbimex(explainer);
}

static void see_bytes(struct wdm_explainer *explainer)
{
    const struct wdm_captured *captured = explainer->captured;
    wdm_explain_say(explainer, WDM_EXPLAIN_BYTES, true,
                    captured->from_modem
                        ? "another protocol (AT, diagnostics) may be spoken on the "
                          "port, or its beginning was lost"
                        : NULL,
                    "%lu byte%s that are no message%s%s", (unsigned long)captured->announced,
                    wdm_explain_s(captured->announced), captured->problem ? ": " : "",
                    captured->problem ? captured->problem : "");
}

void wdm_explain_see(struct wdm_explainer *explainer, const struct wdm_captured *captured,
                     enum wdm_mbim_assembled assembled, struct wdm_span whole)
{
    explainer->captured = captured;
    explainer->timed = captured->timed || explainer->timed;
    if (captured->timed)
        explainer->when = captured->when;
    switch (captured->kind) {
    case WDM_CAPTURED_MESSAGE:
    case WDM_CAPTURED_BYTES:
        explainer->counts.messages++;
        explainer->port = get_port(explainer, captured);
        explainer->port->vendor = captured->vendor;
        explainer->port->product = captured->product;
        explainer->port->spoken = captured->spoken;
        if (captured->kind == WDM_CAPTURED_MESSAGE)
            see_message(explainer, assembled, whole);
        else
            see_bytes(explainer);
        break;
    case WDM_CAPTURED_DEVICE:
        see_device(explainer);
        break;
    case WDM_CAPTURED_FAILED:
        wdm_explain_say(explainer, WDM_EXPLAIN_TRANSFER, true, NULL,
                        "a message %s did not come through: %s",
                        captured->from_modem ? "of the modem" : "to the modem", captured->problem);
        break;
    case WDM_CAPTURED_GONE:
        see_gone(explainer);
        break;
    case WDM_CAPTURED_PROBLEM:
        wdm_explain_say(explainer, WDM_EXPLAIN_FILE, true, NULL, "%s", captured->problem);
        break;
    }
}

void wdm_explain_end(struct wdm_explainer *explainer)
{
    static const struct wdm_captured none = {.kind = WDM_CAPTURED_PROBLEM};
    explainer->captured = &none;
    for (size_t i = 0; i < WDM_EXPLAIN_PORTS; i++) {
        struct wdm_explain_port *port = &explainer->ports[i];
        if (!port->used)
            continue;
        end_port(explainer, port, NULL);
        wdm_explain_clients_end(explainer, port, false);
        port->used = false;
    }
    explainer->recent = NULL;
}
