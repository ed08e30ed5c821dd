/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Microsoft UICC Low Level Access: the SIM's files, applications and
 * channels. Data only.
 */
#include "tables.h"

static const char terminal_capability[] =
    "terminal_capability_count:u32 "
    "terminal_capability:[terminal_capability_count]*{TerminalCapabilityInfo}";

static const char read_binary[] = "version:u32 status_word1:u32@hex status_word2:u32@hex data!:ref";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "atr", .query = "", .response = "atr:fer"),
    MBIM_COMMAND(2, "open-channel", .set = "app_id:fer select_p2_arg?:u32 channel_group?:u32",
                 .response = "status:u32@hex channel:u32 response:fer"),
    MBIM_COMMAND(3, "close-channel", .set = "channel?:u32 channel_group?:u32",
                 .response = "status:u32@hex"),
    MBIM_COMMAND(4, "apdu",
                 .set = "channel:u32 secure_messaging?:u32=uicc_secure_messaging "
                        "class_byte_type?:u32=uicc_class_byte_type command!:fer",
                 .response = "status:u32@hex response!:fer"),
    MBIM_COMMAND(5, "terminal-capability", .query = "", .set = terminal_capability,
                 .response = terminal_capability),
    MBIM_COMMAND(6, "reset", .query = "", .set = "pass_through_action:u32=uicc_pass_through_action",
                 .response = "pass_through_status:u32=uicc_pass_through_status"),
    MBIM_COMMAND(7, "application-list", .query = "",
                 .response = "version:u32 application_count:u32 active_application_index:u32 "
                             "application_list_size_bytes:u32@bytes "
                             "applications:[application_count]*{UiccApplication}"),
    MBIM_COMMAND(8, "file-status", .query = "version:u32 application_id:ref file_path:ref",
                 .response =
                     "version:u32 status_word1:u32@hex status_word2:u32@hex "
                     "file_accessibility:u32=uicc_file_accessibility file_type:u32=uicc_file_type "
                     "file_structure:u32=uicc_file_structure file_item_count:u32 "
                     "file_item_size:u32@bytes access_condition_read:u32=pin_type "
                     "access_condition_update:u32=pin_type access_condition_activate:u32=pin_type "
                     "access_condition_deactivate:u32=pin_type"),
    MBIM_COMMAND(9, "read-binary",
                 .query = "version:u32 application_id:ref file_path:ref read_offset?:u32@bytes "
                          "read_size?:u32@bytes local_pin!:str data!:ref",
                 .response = read_binary),
    MBIM_COMMAND(10, "read-record",
                 .query = "version:u32 application_id:ref file_path:ref record_number:u32 "
                          "local_pin!:str data!:ref",
                 .response = read_binary),
};

static const struct wdm_structure structures[] = {
    {"TerminalCapabilityInfo", "terminal_capability_data:rest (unpadded)"},
    {"UiccApplication",
     "application_type:u32=uicc_application_type application_id:ref application_name:str8 "
     "pin_key_reference_count:u32 pin_key_references:ref"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("uicc_application_type", "unknown mf mf-sim mf-ruim usim csim isim"),
    ENUM("uicc_class_byte_type", "inter-industry extended"),
    ENUM("uicc_file_accessibility", "unknown not-shareable shareable"),
    ENUM("uicc_file_structure", "unknown transparent cyclic linear ber-tlv"),
    ENUM("uicc_file_type", "unknown working-ef internal-ef df-or-adf"),
    ENUM("uicc_pass_through_action", "disable enable"),
    ENUM("uicc_pass_through_status", "disabled enabled"),
    ENUM("uicc_secure_messaging", "none no-hdr-auth"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_ms_uicc_low_level_access = {
    .uuid = MBIM_UUID(0xc2f6588e, 0xf037, 0x4bc9, 0x8665, 0xf4d44bd09367),
    .name = "ms-uicc-low-level-access",
    .commands = commands,
    .command_count = COUNT(commands),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
