/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the numbers of +CME ERROR (3GPP TS 27.007, 9.2) and +CMS ERROR (27.005, 3.2.5;
 * below 128 the causes of 24.011) mean: those that people meet. Data only. */
#include <string.h>

#include "wdm/at_session.h"
#include "wdm/format.h"
#include "wdm/unpack.h"

#define LIST_MAX ((size_t)2048) /* no list has more characters, with the NUL */

static const char cme[] = "0 phone failure\n"
                          "1 no connection to the phone\n"
                          "2 the phone's link is reserved\n"
                          "3 operation not allowed\n"
                          "4 operation not supported\n"
                          "5 PH-SIM PIN required\n"
                          "6 PH-FSIM PIN required\n"
                          "7 PH-FSIM PUK required\n"
                          "10 SIM not inserted\n"
                          "11 SIM PIN required\n"
                          "12 SIM PUK required\n"
                          "13 SIM failure\n"
                          "14 SIM busy\n"
                          "15 SIM wrong\n"
                          "16 incorrect password\n"
                          "17 SIM PIN2 required\n"
                          "18 SIM PUK2 required\n"
                          "20 memory full\n"
                          "21 invalid index\n"
                          "22 not found\n"
                          "23 memory failure\n"
                          "24 text too long\n"
                          "25 invalid characters in the text\n"
                          "26 dial string too long\n"
                          "27 invalid characters in the dial string\n"
                          "30 no network service\n"
                          "31 network timeout\n"
                          "32 network not allowed, emergency calls only\n"
                          "40 network personalization PIN required\n"
                          "41 network personalization PUK required\n"
                          "42 network subset personalization PIN required\n"
                          "43 network subset personalization PUK required\n"
                          "44 service provider personalization PIN required\n"
                          "45 service provider personalization PUK required\n"
                          "46 corporate personalization PIN required\n"
                          "47 corporate personalization PUK required\n"
                          "48 hidden key required\n"
                          "49 EAP method not supported\n"
                          "50 incorrect parameters\n"
                          "51 command implemented but disabled\n"
                          "52 command aborted by the user\n"
                          "53 not attached to the network: restricted\n"
                          "54 modem not allowed: emergency calls only\n"
                          "55 operation not allowed: restricted\n"
                          "56 fixed dial numbers only\n"
                          "57 temporarily out of service: used otherwise\n"
                          "58 language or alphabet not supported\n"
                          "59 unexpected data value\n"
                          "60 system failure\n"
                          "61 data missing\n"
                          "62 call barred\n"
                          "100 unknown error\n"
                          "103 illegal MS\n"
                          "106 illegal ME\n"
                          "107 GPRS services not allowed\n"
                          "111 PLMN not allowed\n"
                          "112 location area not allowed\n"
                          "113 roaming not allowed in this location area\n"
                          "132 service option not supported\n"
                          "133 service option not subscribed\n"
                          "134 service option temporarily out of order\n"
                          "148 unspecified GPRS error\n"
                          "149 PDP authentication failure\n"
                          "150 invalid mobile class\n";

static const char cms[] = "1 unassigned number\n"
                          "8 operator determined barring\n"
                          "10 call barred\n"
                          "21 short message transfer rejected\n"
                          "27 destination out of service\n"
                          "28 unidentified subscriber\n"
                          "29 facility rejected\n"
                          "30 unknown subscriber\n"
                          "38 network out of order\n"
                          "41 temporary failure\n"
                          "42 congestion\n"
                          "47 resources unavailable\n"
                          "50 facility not subscribed\n"
                          "69 facility not implemented\n"
                          "300 ME failure\n"
                          "301 SMS service of the ME reserved\n"
                          "302 operation not allowed\n"
                          "303 operation not supported\n"
                          "304 invalid PDU mode parameter\n"
                          "305 invalid text mode parameter\n"
                          "310 SIM not inserted\n"
                          "311 SIM PIN required\n"
                          "312 PH-SIM PIN required\n"
                          "313 SIM failure\n"
                          "314 SIM busy\n"
                          "315 SIM wrong\n"
                          "316 SIM PUK required\n"
                          "317 SIM PIN2 required\n"
                          "318 SIM PUK2 required\n"
                          "320 memory failure\n"
                          "321 invalid memory index\n"
                          "322 memory full\n"
                          "330 address of the service centre unknown\n"
                          "331 no network service\n"
                          "332 network timeout\n"
                          "340 no +CNMA acknowledgement expected\n"
                          "500 unknown error\n";

/* The text of a number in a list of lines "NUMBER TEXT". */
static const char *find(const char *list, uint32_t number, char text[WDM_AT_ERROR_TEXT])
{
    char plain[LIST_MAX];
    for (list = wdm_message_plain(list, plain, sizeof(plain)); *list; list++) {
        uint32_t each = 0;
        for (; wdm_digit(*list) < 10; list++)
            each = each * 10 + wdm_digit(*list);
        size_t length = strcspn(list, "\n");
        if (each == number) {
            wdm_format(text, WDM_AT_ERROR_TEXT, "%.*s", (int)length - 1, list + 1);
            return text;
        }
        list += length;
    }
    return NULL;
}

const char *wdm_at_error_text(enum wdm_at_code code, uint32_t number, char text[WDM_AT_ERROR_TEXT])
{
    if (code == WDM_AT_CME_ERROR)
        return find(cme, number, text);
    if (code == WDM_AT_CMS_ERROR)
        return find(cms, number, text);
    return NULL;
}
