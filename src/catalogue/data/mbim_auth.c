/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Auth: authentication by the SIM (AKA, SIM). What goes in and comes out is
 * personal: it is as good as the SIM. Data only.
 */
#include "tables.h"

static const char aka[] =
    "res!:bytes[16] res_len:u32 integrating_key!:bytes[16] ciphering_key!:bytes[16] "
    "auts!:bytes[14]";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "aka", .query = "rand!:bytes[16] autn!:bytes[16]", .response = aka),
    MBIM_COMMAND(2, "akap", .query = "rand!:bytes[16] autn!:bytes[16] network_name:str",
                 .response = aka),
    MBIM_COMMAND(3, "sim", .query = "rand1!:bytes[16] rand2!:bytes[16] rand3!:bytes[16] n:u32",
                 .response = "sres1!:u32 kc1!:u64 sres2!:u32 kc2!:u64 sres3!:u32 kc3!:u64 n:u32"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_auth = {
    .uuid = MBIM_UUID(0x1d2b5ff7, 0x0aa1, 0x48b2, 0xaa52, 0x50f15767174e),
    .name = "auth",
    .commands = commands,
    .command_count = COUNT(commands),
};
