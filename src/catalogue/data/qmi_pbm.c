/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 12, PBM: phone books. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0001, "indication-register",
                "01 event_registration_mask:u32=event_registration_flag",
                "10 event_registration_mask:u32=event_registration_flag"),
    QMI_REQUEST(0x0002, "get-capabilities",
                "01 phonebook_information:{ session_type:u8=session_type "
                "phonebook_type:u16=phonebook_type }",
                "10 capability_basic_information:{ session_type:u8=session_type "
                "phonebook_type:u16=phonebook_type used_records:u16 maximum_records:u16 "
                "maximum_number_length:u8 maximum_name_length:u8 } "
                "11 group_capability:{ maximum_groups:u8 maximum_group_tag_length:u8 } "
                "12 additional_number_capability:{ maximum_additional_numbers:u8 "
                "maximum_additional_number_length:u8 maximum_additional_number_tag_length:u8 } "
                "13 email_capability:{ maximum_emails:u8 maximum_email_address_length:u8 } "
                "14 second_name_capability:{ maximum_second_name_length:u8 } "
                "15 hidden_records_capability:{ supported:u8=bool } "
                "16 grouping_information_alpha_string_capability:{ maximum_records:u8 "
                "used_records:u8 maximum_string_length:u8 } "
                "17 additional_number_alpha_string_capability:{ maximum_records:u8 "
                "used_records:u8 maximum_string_length:u8 }"),
    QMI_REQUEST(0x0003, "get-all-capabilities", "",
                "10 capability_basic_information:[u8]{ session_type:u8=session_type "
                "phonebooks:[u8]{ phonebook_type:u16=phonebook_type used_records:u16 "
                "maximum_records:u16 maximum_number_length:u8 maximum_name_length:u8 } } "
                "11 group_capability:[u8]{ session_type:u8=session_type maximum_groups:u8 "
                "maximum_group_tag_length:u8 } "
                "12 additional_number_capability:[u8]{ session_type:u8=session_type "
                "maximum_additional_numbers:u8 maximum_additional_number_length:u8 "
                "maximum_additional_number_tag_length:u8 } "
                "13 email_capability:[u8]{ session_type:u8=session_type maximum_emails:u8 "
                "maximum_email_address_length:u8 } "
                "14 second_name_capability:[u8]{ session_type:u8=session_type "
                "maximum_second_name_length:u8 } "
                "15 hidden_records_capability:[u8]{ session_type:u8=session_type "
                "supported:u8=bool } "
                "16 grouping_information_alpha_string_capability:[u8]{ "
                "session_type:u8=session_type maximum_records:u8 used_records:u8 "
                "maximum_string_length:u8 } "
                "17 additional_number_alpha_string_capability:[u8]{ session_type:u8=session_type "
                "maximum_records:u8 used_records:u8 maximum_string_length:u8 }"),
    QMI_REQUEST(0x000e, "get-emergency-list", "",
                "10 hardcoded_numbers:[u8]str8 "
                "11 nv_numbers:[u8]str8 "
                "12 card_numbers:[u8]{EmergencyNumbers} "
                "13 network_numbers:[u8]{EmergencyNumbers}"),
};

static const struct wdm_structure structures[] = {
    {"EmergencyNumbers",
     "session_type:u8=session_type emergency_numbers:[u8]{ flags:u8=emergency_number_flags "
     "emergency_number:str8 }"},
};

static const struct wdm_enumeration enumerations[] = {
    FLAGS("emergency_number_flags",
          "police ambulance fire-brigade marine-guard mountain-rescue manual-ecall "
          "automatic-ecall spare"),
    FLAGS("event_registration_flag",
          "record-update phonebook-ready emergency-number-list hidden-record-status "
          "aas-update gas-update"),
    FLAGS("phonebook_type", "adn fdn msisdn mbdn sdn bdn lnd mbn"),
    ENUM("session_type", "gw-primary 1x-primary gw-secondary 1x-secondary nonprovisioning-slot-1 "
                         "nonprovisioning-slot-2 global-phonebook-slot-1 global-phonebook-slot-2"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_pbm = {
    .id = 0x0c,
    .name = "pbm",
    .messages = messages,
    .message_count = COUNT(messages),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
