/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the numbers of +CME ERROR (3GPP TS 27.007, 9.2) and +CMS ERROR (27.005, 3.2.5;
 * below 128 the causes of 24.011) mean: those that people meet. Data only. */
#include <string.h>

#include "wdm/at_session.h"
#include "wdm/format.h"

static const char cme[] = "0 phone failure\0"
                          "1 no connection to the phone\0"
                          "2 the phone's link is reserved\0"
                          "3 operation not allowed\0"
                          "4 operation not supported\0"
                          "5 PH-SIM PIN required\0"
                          "6 PH-FSIM PIN required\0"
                          "7 PH-FSIM PUK required\0"
                          "10 SIM not inserted\0"
                          "11 SIM PIN required\0"
                          "12 SIM PUK required\0"
                          "13 SIM failure\0"
                          "14 SIM busy\0"
                          "15 SIM wrong\0"
                          "16 incorrect password\0"
                          "17 SIM PIN2 required\0"
                          "18 SIM PUK2 required\0"
                          "20 memory full\0"
                          "21 invalid index\0"
                          "22 not found\0"
                          "23 memory failure\0"
                          "24 text too long\0"
                          "25 invalid characters in the text\0"
                          "26 dial string too long\0"
                          "27 invalid characters in the dial string\0"
                          "30 no network service\0"
                          "31 network timeout\0"
                          "32 network not allowed, emergency calls only\0"
                          "40 network personalization PIN required\0"
                          "41 network personalization PUK required\0"
                          "42 network subset personalization PIN required\0"
                          "43 network subset personalization PUK required\0"
                          "44 service provider personalization PIN required\0"
                          "45 service provider personalization PUK required\0"
                          "46 corporate personalization PIN required\0"
                          "47 corporate personalization PUK required\0"
                          "48 hidden key required\0"
                          "49 EAP method not supported\0"
                          "50 incorrect parameters\0"
                          "51 command implemented but disabled\0"
                          "52 command aborted by the user\0"
                          "53 not attached to the network: restricted\0"
                          "54 modem not allowed: emergency calls only\0"
                          "55 operation not allowed: restricted\0"
                          "56 fixed dial numbers only\0"
                          "57 temporarily out of service: used otherwise\0"
                          "58 language or alphabet not supported\0"
                          "59 unexpected data value\0"
                          "60 system failure\0"
                          "61 data missing\0"
                          "62 call barred\0"
                          "100 unknown error\0"
                          "103 illegal MS\0"
                          "106 illegal ME\0"
                          "107 GPRS services not allowed\0"
                          "111 PLMN not allowed\0"
                          "112 location area not allowed\0"
                          "113 roaming not allowed in this location area\0"
                          "132 service option not supported\0"
                          "133 service option not subscribed\0"
                          "134 service option temporarily out of order\0"
                          "148 unspecified GPRS error\0"
                          "149 PDP authentication failure\0"
                          "150 invalid mobile class\0";

static const char cms[] = "1 unassigned number\0"
                          "8 operator determined barring\0"
                          "10 call barred\0"
                          "21 short message transfer rejected\0"
                          "27 destination out of service\0"
                          "28 unidentified subscriber\0"
                          "29 facility rejected\0"
                          "30 unknown subscriber\0"
                          "38 network out of order\0"
                          "41 temporary failure\0"
                          "42 congestion\0"
                          "47 resources unavailable\0"
                          "50 facility not subscribed\0"
                          "69 facility not implemented\0"
                          "300 ME failure\0"
                          "301 SMS service of the ME reserved\0"
                          "302 operation not allowed\0"
                          "303 operation not supported\0"
                          "304 invalid PDU mode parameter\0"
                          "305 invalid text mode parameter\0"
                          "310 SIM not inserted\0"
                          "311 SIM PIN required\0"
                          "312 PH-SIM PIN required\0"
                          "313 SIM failure\0"
                          "314 SIM busy\0"
                          "315 SIM wrong\0"
                          "316 SIM PUK required\0"
                          "317 SIM PIN2 required\0"
                          "318 SIM PUK2 required\0"
                          "320 memory failure\0"
                          "321 invalid memory index\0"
                          "322 memory full\0"
                          "330 address of the service centre unknown\0"
                          "331 no network service\0"
                          "332 network timeout\0"
                          "340 no +CNMA acknowledgement expected\0"
                          "500 unknown error\0";

/* The text of a number in a list of "NUMBER TEXT", each ended by a NUL. */
static const char *find(const char *list, uint32_t number)
{
    while (*list) {
        uint32_t each = 0;
        for (; wdm_digit(*list) < 10; list++)
            each = each * 10 + wdm_digit(*list);
        if (each == number)
            return list + 1;
        list += strlen(list) + 1;
    }
    return NULL;
}

const char *wdm_at_error_text(enum wdm_at_code code, uint32_t number)
{
    if (code == WDM_AT_CME_ERROR)
        return find(cme, number);
    if (code == WDM_AT_CMS_ERROR)
        return find(cms, number);
    return NULL;
}
