/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the error codes of modems mean to whoever reads them: a table. Sources: MBIM 1.0,
 * tables 9-8 and 9-15; the names of QMI's codes, and what modems use them for. */
#include "explain_internal.h"

struct code {
    uint32_t code;
    bool expected; /* an answer that hosts reckon with: a notice */
    const char *meaning;
    const char *remedy;
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct code function_errors[] = {
    {1, false, "the next fragment of a message did not come in time",
     "send all fragments at once, in order"},
    {2, false, "a fragment came that was not the next one",
     "send all fragments of a message in order, and none of another between them"},
    {3, false, "the length in the header is not that of the message",
     "count header and information buffer: both length fields must say what is sent"},
    {4, false, "a request with this transaction id is still under way",
     "give each request another transaction id"},
    {5, false, "the function is not open, or was closed or restarted meanwhile", "send OPEN first"},
    {6, false, "the function could not understand the message, and does not say why", NULL},
    {7, false, "the function cancelled the request", NULL},
    {8, false, "the message is larger than the function takes",
     "cut it into fragments of MaxControlTransfer bytes"},
};

static const struct code statuses[] = {
    {1, false, "the modem is busy with another request", "ask again a little later"},
    {2, false, "the modem failed, and does not say why", NULL},
    {3, true, "there is no SIM, or it is not seen",
     "insert the SIM, look which slot is active, or wait until the modem is ready"},
    {4, false, "the SIM cannot be used", "try it in another device"},
    {5, true, "the SIM waits for its PIN", "enter the PIN (basic-connect pin set)"},
    {6, true, "the PIN is disabled: there is nothing to enter or change", NULL},
    {7, true, "the modem is not registered with a network",
     "turn the radio on and wait for the registration (register-state)"},
    {8, true, "no networks were found", "look at the antennas, and whether the radio is on"},
    {9, true, "the modem does not have this command, or not with these values",
     "see basic-connect device-services for what it has"},
    {10, true, "the network is not to be seen", NULL},
    {11, true, "the data class cannot be had here", NULL},
    {12, true, "the packet service is detached", "attach first (basic-connect packet-service set)"},
    {13, true, "no more contexts can be active at once", "deactivate one"},
    {14, true, "the modem is not ready yet",
     "wait for subscriber-ready-status to say initialized: some modems need that query before they "
     "get ready"},
    {15, true, "a call is in progress", NULL},
    {16, true, "the context is not active", "connect first (basic-connect connect set)"},
    {17, true, "the service is not activated", "ask the operator"},
    {18, false, "the access string (APN) is wrong", "check the APN"},
    {19, false, "user name or password of the APN are wrong", "check them, and the authentication"},
    {20, true, "the radio is off",
     "turn it on: wdmctl radio on; where that is refused, see wdmctl unlock"},
    {21, false, "a value in the request is not allowed, or its layout is wrong",
     "compare the request's fields with the specification of the MBIMEx version in use"},
    {22, false, "reading failed", NULL},
    {23, false, "writing failed", NULL},
    {27, true, "the SIM toolkit is busy", "ask again a little later"},
    {28, false, "the operation is not allowed now", NULL},
    {29, false, "the memory failed", NULL},
    {30, true, "there is nothing at this index", NULL},
    {31, true, "the memory is full", "delete something"},
    {32, true, "the filter is not supported", NULL},
    {35, false, "the authentication failed: the network's answer is wrong", NULL},
    {38, false, "the type of the context is not supported", NULL},
};

static const struct code qmi_errors[] = {
    {1, false, "the message is malformed: a TLV is missing, too long or too short",
     "compare its TLVs with the message's layout"},
    {2, false, "the modem has no memory left", NULL},
    {3, false, "the modem failed inside, and does not say why", NULL},
    {4, true, "the request was aborted", NULL},
    {5, false, "the modem has no client ids left",
     "release those that are not used (by ModemManager, or by a run that was broken off); if "
     "nobody knows them any more, restart the modem"},
    {7, false, "the client id is not allocated",
     "allocate one: a restart of the modem or a Sync takes all of them back"},
    {11, false, "there is no such PIN", NULL},
    {12, false, "the PIN is wrong", "do not try again blindly: three wrong ones block it"},
    {13, true, "no network was found", "look at the antennas, and whether the radio is on"},
    {14, false, "the call failed", "see the call end reason in the answer"},
    {15, true, "there is no call: it is not connected", NULL},
    {16, true, "it was never set", NULL},
    {17, false, "a TLV is missing that the message must have", "add it: see the message's layout"},
    {19, false, "a TLV is longer than the modem takes", NULL},
    {25, true, "the modem does not support it", NULL},
    {26, true, "nothing changed: it was so already", NULL},
    {34, false, "the authentication failed", NULL},
    {35, false, "the PIN is blocked", "unblock it with the PUK"},
    {36, false, "the PIN is blocked for good", "get another SIM"},
    {37, true, "the SIM is not ready yet", "wait, and ask again"},
    {46, false, "the modem failed, and does not say why", NULL},
    {48, false, "a value in the request is not allowed", "compare it with the message's layout"},
    {49, false, "the index is not allowed", NULL},
    {50, true, "there is no such entry", NULL},
    {52, true, "the modem is not ready yet", "wait, and ask again"},
    {53, true, "the network is not ready", "wait for the registration"},
    {60, false, "the modem does not go from its present mode to this one", NULL},
    {68, false, "the modem has no resources left for it", NULL},
    {69, true, "it is disabled", NULL},
    {71, true, "the service does not have this message", "another version of the firmware may"},
    {74, true, "the modem does not know it (yet)", "ask again when it is registered"},
    {78, false, "part of it failed", NULL},
    {80, true, "the SIM does not have this file", NULL},
    {82, false, "access was denied",
     "it may need a PIN, a service code, or an authentication before"},
    {83, false, "the hardware switch (W_DISABLE, the airplane mode key) forbids it",
     "turn the switch; some laptops need pin 8 of the slot covered"},
    {90, false, "it does not go with the present state", NULL},
    {93, true, "the radio cannot do it", NULL},
    {94, true, "the modem does not support it", NULL},
    {95, true, "there is no such subscription", NULL},
    {102, true, "there is no SIM", "insert it"},
};

static const struct code *find(const struct code *codes, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++) {
        if (codes[i].code == code)
            return &codes[i];
    }
    return NULL;
}

const char *wdm_explain_code(enum wdm_error_list list, uint32_t code, const char **remedy,
                             bool *expected)
{
    const struct code *known = NULL;
    if (list == WDM_CODE_QMI)
        known = find(qmi_errors, COUNT(qmi_errors), code);
    else if (list == WDM_CODE_MBIM_STATUS)
        known = find(statuses, COUNT(statuses), code);
    else if (list == WDM_CODE_MBIM_FUNCTION)
        known = find(function_errors, COUNT(function_errors), code);
    *remedy = known ? known->remedy : NULL;
    *expected = known && known->expected;
    return known ? known->meaning : NULL;
}
