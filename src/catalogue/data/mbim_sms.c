/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM SMS: short messages (MBIM 1.0, 10.5). Data only.
 */
#include "tables.h"

static const char configuration[] =
    "sms_storage_state:u32=storage_state format:u32=format max_messages:u32 "
    "cdma_short_message_size:u32 sc_address!:str";

static const char read[] =
    "format:u32=format messages_count:u32 pdu_messages:[messages_count]*{SmsPduReadRecord} "
    "if(format==pdu) cdma_messages:[messages_count]*{SmsCdmaReadRecord} if(format==cdma)";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "configuration", .query = "", .set = "format?:u32=format sc_address!:str",
                 .response = configuration, .notification = configuration),
    MBIM_COMMAND(2, "read", .query = "format?:u32=format flag?:u32=flag message_index?:u32",
                 .response = read, .notification = read),
    MBIM_COMMAND(3, "send",
                 .set = "format?:u32=format pdu_message:{SmsPduSendRecord} if(format==pdu) "
                        "cdma_message:{SmsCdmaSendRecord} if(format==cdma)",
                 .response = "message_reference:u32"),
    MBIM_COMMAND(4, "delete", .set = "flag:u32=flag message_index?:u32", .response = ""),
    MBIM_COMMAND(5, "message-store-status", .query = "",
                 .response = "flag:u32=status_flag message_index:u32",
                 .notification = "flag:u32=status_flag message_index:u32"),
};

static const struct wdm_structure structures[] = {
    {"SmsCdmaReadRecord", "message_index:u32 message_status:u32=status address!:str timestamp:str "
                          "encoding:u32=cdma_encoding language:u32=cdma_lang encoded_message!:ref "
                          "encoded_message_size_in_characters:u32"},
    {"SmsCdmaSendRecord",
     "encoding:u32=cdma_encoding language?:u32=cdma_lang address!:str encoded_message!:ref "
     "encoded_message_size_in_characters:u32"},
    {"SmsPduReadRecord", "message_index:u32 message_status:u32=status pdu_data!:ref"},
    {"SmsPduSendRecord", "pdu_data!:ref"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("cdma_encoding",
         "octet epm 7bit-ascii la5 unicode shift-jis korean latin-hebrew latin gsm-7bit"),
    ENUM("cdma_lang", "unknown english french spanish japanese korean chinese hebrew"),
    ENUM("flag", "all index new old sent draft"),
    ENUM("format", "pdu cdma"),
    ENUM("status", "new old draft sent"),
    FLAGS("status_flag", "0x0=none 0x1=message-store-full new-message"),
    ENUM("storage_state", "not-initialized initialized"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_sms = {
    .uuid = MBIM_UUID(0x533fbeeb, 0x14fe, 0x4467, 0x9f90, 0x33a223e56c3f),
    .name = "sms",
    .commands = commands,
    .command_count = COUNT(commands),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
