/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Errors that the modem answered with: in words, with what they are due to; and the signs
 * of a radio that is locked. */
#include "explain_internal.h"
#include "wdm/format.h"

#define DMS_SET_OPERATING_MODE       0x002e
#define QMI_ERROR_INVALID_TRANSITION 60
#define RADIO_ON                     1 /* of basic-connect radio-state */

/* ---- Requests for the radio */

static bool asks_for_radio(const struct wdm_description *description)
{
    struct wdm_span mode;
    if (description->is_qmi)
        return description->qmux.service == WDM_QMI_SERVICE_DMS &&
               description->qmux.message == DMS_SET_OPERATING_MODE &&
               wdm_tlv_find(description->qmux.tlvs, 0x01, &mode) && mode.length > 0 &&
               mode.bytes[0] == 0;
    const struct wdm_mbim_message *mbim = &description->mbim;
    return description->is_mbim && mbim->type == WDM_MBIM_COMMAND && mbim->value == WDM_MBIM_SET &&
           mbim->command == WDM_MBIM_CID_RADIO_STATE && mbim->buffer.length >= 4 &&
           wdm_get_u32(mbim->buffer.bytes) == RADIO_ON &&
           wdm_uuid_equal(&mbim->service, &wdm_mbim_basic_connect);
}

/* The modem's radio stays off, with these words: is it locked? */
static void tell_lock(struct wdm_explainer *explainer, const char *what)
{
    const struct wdm_explain_port *port = explainer->port;
    const char *module =
        explainer->options.locked ? explainer->options.locked(port->vendor, port->product) : NULL;
    bool known = module && *module;
    const char *whose = known    ? " comes locked, until the host unlocks it"
                        : module ? "other modules of this vendor come locked, until the host "
                                   "unlocks them"
                                 : "some modules come locked, until the host unlocks them";
    wdm_explain_say(explainer, WDM_EXPLAIN_LOCK, true,
                    "wdmctl unlock, and then turn the radio on; or turn the hardware switch",
                    "%s: it seems to be locked (FCC lock): %s%s%s", what, known ? "the " : "",
                    known ? module : "", whose);
}

/* An answer of success, by which the radio is still off. */
static void check_switches(struct wdm_explainer *explainer)
{
    const struct wdm_mbim_message *mbim = &explainer->description.mbim;
    if (!explainer->description.is_mbim || explainer->description.is_qmi ||
        mbim->buffer.length < 8 || mbim->type != WDM_MBIM_COMMAND_DONE)
        return;
    if (wdm_get_u32(mbim->buffer.bytes) == 0)
        wdm_explain_say(explainer, WDM_EXPLAIN_LOCK, false,
                        "turn the hardware switch (W_DISABLE, the airplane mode key)",
                        "the radio was asked for, and its hardware switch is off");
    else if (wdm_get_u32(mbim->buffer.bytes + 4) == 0)
        tell_lock(explainer, "the radio was asked for, and stays off");
}

/* ---- Errors */

static void tell_error(struct wdm_explainer *explainer, const char *name, enum wdm_error_list list,
                       uint32_t code)
{
    const struct wdm_exchange *exchange = &explainer->exchange;
    const char *cause = exchange->role == WDM_EXCHANGE_ANSWER
                            ? wdm_explain_cause(explainer, exchange->request.number)
                            : NULL;
    const char *remedy;
    bool expected;
    const char *meaning = wdm_explain_code(list, code, &remedy, &expected);
    char error[WDM_ENUMERATION_NAME];
    wdm_error_code_name(list, code, error);
    struct wdm_finding finding = wdm_explain_here(
        explainer, WDM_EXPLAIN_ERROR, !expected || cause != NULL, cause ? NULL : remedy);
    if (cause)
        finding.because = exchange->request.number;
    wdm_explain_tell(explainer, &finding, "%s was answered with %s (%lu)%s%s%s%s", name, error,
                     (unsigned long)code, meaning ? ": " : "", meaning ? meaning : "",
                     cause ? ", because " : "", cause ? cause : "");
}

static void see_error(struct wdm_explainer *explainer, enum wdm_error_list list, uint32_t code)
{
    const struct wdm_exchange *exchange = &explainer->exchange;
    bool radio = exchange->role == WDM_EXCHANGE_ANSWER &&
                 exchange->request.number == explainer->port->radio_on;
    char name[EXPLAIN_NAME] = "a request that was not seen";
    if (exchange->role == WDM_EXCHANGE_ANSWER)
        wdm_explain_name(explainer, &exchange->request, name);
    else if (!explainer->captured->from_modem)
        wdm_format(name, sizeof(name), "%s", "a message of the modem's");
    else if (exchange->role == WDM_EXCHANGE_INDICATION)
        wdm_format(name, sizeof(name), "%s", "what the host sent");
    if (radio && list == WDM_CODE_QMI && code == QMI_ERROR_INVALID_TRANSITION)
        tell_lock(explainer, "the radio was asked for, and answered with InvalidTransition (60)");
    else if (radio && list == WDM_CODE_MBIM_STATUS && code == WDM_MBIM_STATUS_OPERATION_NOT_ALLOWED)
        tell_lock(explainer, "the radio was asked for, and answered with OperationNotAllowed (28)");
    else
        tell_error(explainer, name, list, code);
}

void wdm_explain_errors(struct wdm_explainer *explainer)
{
    const struct wdm_description *description = &explainer->description;
    const struct wdm_exchange *exchange = &explainer->exchange;
    const struct wdm_mbim_message *mbim = &description->mbim;
    uint16_t error;
    if (exchange->role == WDM_EXCHANGE_REQUEST) {
        if (asks_for_radio(description))
            explainer->port->radio_on = exchange->request.number;
        return;
    }
    if (exchange->role == WDM_EXCHANGE_NEITHER && !description->is_mbim)
        return;
    if (description->is_mbim &&
        (mbim->type == WDM_MBIM_FUNCTION_ERROR || mbim->type == WDM_MBIM_HOST_ERROR)) {
        see_error(explainer, WDM_CODE_MBIM_FUNCTION, mbim->value);
    } else if (description->is_mbim && (mbim->type & 0x80000000) != 0 &&
               mbim->type != WDM_MBIM_INDICATE_STATUS && mbim->value != 0 && mbim->fragment == 0) {
        see_error(explainer, WDM_CODE_MBIM_STATUS, mbim->value);
    } else if (description->is_qmi && description->qmux.kind == WDM_QMI_RESPONSE &&
               wdm_qmi_result(description->qmux.tlvs, &error) && error != 0) {
        see_error(explainer, WDM_CODE_QMI, error);
    } else if (exchange->role == WDM_EXCHANGE_ANSWER &&
               exchange->request.number == explainer->port->radio_on) {
        check_switches(explainer);
    }
}
