/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Phonebook: the SIM's phone book. Data only.
 */
#include "tables.h"

static const char configuration[] =
    "state:u32=state number_of_entries:u32 used_entries:u32 max_number_length:u32 max_name:u32";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "configuration", .query = "", .response = configuration,
                 .notification = configuration),
    MBIM_COMMAND(2, "read", .query = "filter_flag?:u32=flag filter_message_index?:u32",
                 .response = "entry_count:u32 entries:[entry_count]*{PhonebookEntry}"),
    MBIM_COMMAND(3, "delete", .set = "filter_flag:u32=flag filter_message_index?:u32",
                 .response = ""),
    MBIM_COMMAND(4, "write",
                 .set = "save_flag?:u32=write_flag save_index?:u32 number!:str name!:str",
                 .response = ""),
};

static const struct wdm_structure structures[] = {
    {"PhonebookEntry", "entry_index:u32 number!:str name!:str"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("flag", "all index"),
    ENUM("state", "not-initialized initialized"),
    ENUM("write_flag", "unused index"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_phonebook = {
    .uuid = MBIM_UUID(0x4bf38476, 0x1e6a, 0x41db, 0xb1d8, 0xbed289c25bdb),
    .name = "phonebook",
    .commands = commands,
    .command_count = COUNT(commands),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
