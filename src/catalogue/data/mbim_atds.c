/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM ATDS: AT&T's own: signal, location, operators, radio access. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(
        1, "signal", .query = "",
        .response =
            "rssi:u32@2-113dBm?32 error_rate:u32@?8 rscp:u32@1-120dBm?97 ecno:u32@0.5-24.0dB?50 "
            "rsrq:u32@0.5-19.5dB?35 rsrp:u32@1-140dBm?98 rssnr:u32@1-5dB?36"),
    MBIM_COMMAND(2, "location", .query = "", .response = "lac:u32@hex tac:u32@hex cell_id:u32@hex"),
    MBIM_COMMAND(3, "operators", .query = "",
                 .response = "providers_count:u32 providers:[providers_count]*{AtdsProvider}"),
    MBIM_COMMAND(4, "rat", .query = "", .set = "mode:u32=rat_mode",
                 .response = "mode:u32=rat_mode"),
    MBIM_COMMAND(9, "register-state", .query = "",
                 .response =
                     "nw_error:u32=nw_error register_state:u32=register_state "
                     "register_mode:u32=register_mode available_data_classes:u32=data_class "
                     "current_cellular_class:u32=cellular_class provider_id:str provider_name:str "
                     "roaming_text:str registration_flag:u32=registration_flag"),
};

static const struct wdm_structure structures[] = {
    {"AtdsProvider", "provider_id:str provider_state:u32=provider_state provider_name:str "
                     "plmn_mode:u32=provider_plmn_mode rssi:u32@2-113dBm?32 error_rate:u32@?8"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("provider_plmn_mode", "gsm 6=utran lte"),
    ENUM("rat_mode", "automatic 2g-only 3g-only 4g-only"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_atds = {
    .uuid = MBIM_UUID(0x5967bdcc, 0x7fd2, 0x49a2, 0x9f5c, 0xb2e70e527db3),
    .name = "atds",
    .commands = commands,
    .command_count = COUNT(commands),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
