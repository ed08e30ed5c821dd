/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The types of MBIM's TLVs (MBIMEx 3.0). Data only. */
#include "layout.h"

const struct wdm_enumeration wdm_tlv_types = WDM_ENUMERATION(
    "tlv_type", "invalid ue-policies single-nssai allowed-nssai cfg-nssai dflt-cfg-nssai "
                "precfg-dflt-cfg-nssai rej-nssai ladn tai wchar-str uint16-tbl eap-packet pco "
                "route-selection-descriptors traffic-parameters wake-command wake-packet");
