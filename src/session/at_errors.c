/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the numbers of +CME ERROR (3GPP TS 27.007, 9.2) and +CMS ERROR (27.005, 3.2.5;
 * below 128 the causes of 24.011) mean: those that people meet. Data only. */
#include "wdm/at_session.h"

struct text {
    uint16_t number;
    const char *text;
};

static const struct text cme[] = {
    {0, "phone failure"},
    {1, "no connection to the phone"},
    {2, "the phone's link is reserved"},
    {3, "operation not allowed"},
    {4, "operation not supported"},
    {5, "PH-SIM PIN required"},
    {6, "PH-FSIM PIN required"},
    {7, "PH-FSIM PUK required"},
    {10, "SIM not inserted"},
    {11, "SIM PIN required"},
    {12, "SIM PUK required"},
    {13, "SIM failure"},
    {14, "SIM busy"},
    {15, "SIM wrong"},
    {16, "incorrect password"},
    {17, "SIM PIN2 required"},
    {18, "SIM PUK2 required"},
    {20, "memory full"},
    {21, "invalid index"},
    {22, "not found"},
    {23, "memory failure"},
    {24, "text too long"},
    {25, "invalid characters in the text"},
    {26, "dial string too long"},
    {27, "invalid characters in the dial string"},
    {30, "no network service"},
    {31, "network timeout"},
    {32, "network not allowed, emergency calls only"},
    {40, "network personalization PIN required"},
    {41, "network personalization PUK required"},
    {42, "network subset personalization PIN required"},
    {43, "network subset personalization PUK required"},
    {44, "service provider personalization PIN required"},
    {45, "service provider personalization PUK required"},
    {46, "corporate personalization PIN required"},
    {47, "corporate personalization PUK required"},
    {48, "hidden key required"},
    {49, "EAP method not supported"},
    {50, "incorrect parameters"},
    {51, "command implemented but disabled"},
    {52, "command aborted by the user"},
    {53, "not attached to the network: restricted"},
    {54, "modem not allowed: emergency calls only"},
    {55, "operation not allowed: restricted"},
    {56, "fixed dial numbers only"},
    {57, "temporarily out of service: used otherwise"},
    {58, "language or alphabet not supported"},
    {59, "unexpected data value"},
    {60, "system failure"},
    {61, "data missing"},
    {62, "call barred"},
    {100, "unknown error"},
    {103, "illegal MS"},
    {106, "illegal ME"},
    {107, "GPRS services not allowed"},
    {111, "PLMN not allowed"},
    {112, "location area not allowed"},
    {113, "roaming not allowed in this location area"},
    {132, "service option not supported"},
    {133, "service option not subscribed"},
    {134, "service option temporarily out of order"},
    {148, "unspecified GPRS error"},
    {149, "PDP authentication failure"},
    {150, "invalid mobile class"},
};

static const struct text cms[] = {
    {1, "unassigned number"},
    {8, "operator determined barring"},
    {10, "call barred"},
    {21, "short message transfer rejected"},
    {27, "destination out of service"},
    {28, "unidentified subscriber"},
    {29, "facility rejected"},
    {30, "unknown subscriber"},
    {38, "network out of order"},
    {41, "temporary failure"},
    {42, "congestion"},
    {47, "resources unavailable"},
    {50, "facility not subscribed"},
    {69, "facility not implemented"},
    {300, "ME failure"},
    {301, "SMS service of the ME reserved"},
    {302, "operation not allowed"},
    {303, "operation not supported"},
    {304, "invalid PDU mode parameter"},
    {305, "invalid text mode parameter"},
    {310, "SIM not inserted"},
    {311, "SIM PIN required"},
    {312, "PH-SIM PIN required"},
    {313, "SIM failure"},
    {314, "SIM busy"},
    {315, "SIM wrong"},
    {316, "SIM PUK required"},
    {317, "SIM PIN2 required"},
    {318, "SIM PUK2 required"},
    {320, "memory failure"},
    {321, "invalid memory index"},
    {322, "memory full"},
    {330, "address of the service centre unknown"},
    {331, "no network service"},
    {332, "network timeout"},
    {340, "no +CNMA acknowledgement expected"},
    {500, "unknown error"},
};

static const char *find(const struct text *texts, size_t count, uint32_t number)
{
    for (size_t i = 0; i < count; i++) {
        if (texts[i].number == number)
            return texts[i].text;
    }
    return NULL;
}

const char *wdm_at_error_text(enum wdm_at_code code, uint32_t number)
{
    if (code == WDM_AT_CME_ERROR)
        return find(cme, sizeof(cme) / sizeof(cme[0]), number);
    if (code == WDM_AT_CMS_ERROR)
        return find(cms, sizeof(cms) / sizeof(cms[0]), number);
    return NULL;
}
