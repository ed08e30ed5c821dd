/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 11, UIM: the SIM: files, PINs, slots. Data only.
 */
#include "tables.h"

static const char verify_pin_response[] = "10 retries_remaining:{Retries} "
                                          "12 response_in_indication_token:u32 "
                                          "13 card_result:{ sw1:u8@hex sw2:u8@hex }";

static const char get_card_status[] =
    "10 card_status:{ index_gw_primary:u16 index_1x_primary:u16 index_gw_secondary:u16 "
    "index_1x_secondary:u16 cards:[u8]{ card_state:u8=card_state upin_state:u8=pin_state "
    "upin_retries:u8 upuk_retries:u8 error_code:u8=card_error applications:[u8]{ "
    "type:u8=card_application_type state:u8=card_application_state "
    "personalization_state:u8=card_application_personalization_state "
    "personalization_feature:u8=card_application_personalization_feature_status "
    "personalization_retries:u8 personalization_unblock_retries:u8 "
    "application_identifier_value:[u8]u8 upin_replaces_pin1:u8=bool pin1_state:u8=pin_state "
    "pin1_retries:u8 puk1_retries:u8 pin2_state:u8=pin_state pin2_retries:u8 puk2_retries:u8 } } "
    "}";

static const char logical_channel_response[] = "10 channel_id:u8 "
                                               "11 card_result:{ sw1:u8@hex sw2:u8@hex } "
                                               "12 select_response:[u8]u8";

static const char get_slot_status_response[] =
    "10 physical_slot_status:[u8]{ physical_card_status:u32=physical_card_state "
    "physical_slot_status:u32=slot_state logical_slot:u8 iccid!:[u8]u8@bcd } "
    "11 physical_slot_information:[u8]{ card_protocol:u32=card_protocol valid_applications:u8 "
    "atr_value:[u8]u8 is_euicc:u8=bool } "
    "12 slot_eid:[u8]{ eid!:[u8]u8 }";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "reset", "", ""),
    QMI_REQUEST(0x001e, "get-supported-messages", "", "10 list:[u16]u8"),
    QMI_REQUEST(0x0020, "read-transparent",
                "01 session:{Session} "
                "02 file:{ file_id:u16@hex file_path:[u8]u8 } "
                "03 read_information:{ offset:u16@bytes length:u16@bytes } "
                "10 response_in_indication_token:u32 "
                "11 encrypt_data:u8=bool",
                "10 card_result:{ sw1:u8@hex sw2:u8@hex } "
                "11 read_result!:[u16]u8 "
                "12 response_in_indication_token:u32 "
                "13 encrypted_data:u8=bool"),
    QMI_REQUEST(0x0021, "read-record",
                "01 session:{Session} "
                "02 file:{ file_id:u16@hex file_path:[u8]u8 } "
                "03 record:{ record_number:u16 record_length:u16@bytes } "
                "10 last_record:u16 "
                "11 response_in_indication_token:u32",
                "10 card_result:{ sw1:u8@hex sw2:u8@hex } "
                "11 read_result!:[u16]u8 "
                "12 additional_read_result!:[u16]u8 "
                "13 response_in_indication_token:u32"),
    QMI_REQUEST(0x0023, "write-record",
                "01 session:{Session} "
                "02 file:{ file_id:u16@hex file_path:[u8]u8 } "
                "03 write_record:{ record_number:u16 record!:[u16]u8 } "
                "10 response_in_indication_token:u32",
                "10 card_result:{ sw1:u8@hex sw2:u8@hex } "
                "11 response_in_indication_token:u32"),
    QMI_REQUEST(0x0024, "get-file-attributes",
                "01 session:{Session} "
                "02 file:{ file_id:u16@hex file_path:[u8]u8 } "
                "10 response_in_indication_token:u32",
                "10 card_result:{ sw1:u8@hex sw2:u8@hex } "
                "11 file_attributes:{ file_size:u16@bytes file_id:u16@hex file_type:u8=file_type "
                "record_size:u16@bytes record_count:u16 "
                "read_security_attributes_logic:u8=security_attribute_logic "
                "read_security_attributes:u16=security_attribute "
                "write_security_attributes_logic:u8=security_attribute_logic "
                "write_security_attributes:u16=security_attribute "
                "increase_security_attributes_logic:u8=security_attribute_logic "
                "increase_security_attributes:u16=security_attribute "
                "deactivate_security_attributes_logic:u8=security_attribute_logic "
                "deactivate_security_attributes:u16=security_attribute "
                "activate_security_attributes_logic:u8=security_attribute_logic "
                "activate_security_attributes:u16=security_attribute raw_data:[u16]u8 } "
                "12 response_in_indication_token:u32"),
    QMI_REQUEST(0x0025, "set-pin-protection",
                "01 session:{Session} "
                "02 info:{ pin_id:u8=pin_id pin_enabled:u8=bool pin_value!:str8 } "
                "11 response_in_indication_token:u32",
                "10 retries_remaining:{Retries} "
                "12 response_in_indication_token:u32"),
    QMI_REQUEST(0x0026, "verify-pin",
                "01 session:{Session} "
                "02 info:{ pin_id:u8=pin_id pin_value!:str8 } "
                "12 response_in_indication_token:u32",
                verify_pin_response),
    QMI_REQUEST(0x0027, "unblock-pin",
                "01 session:{Session} "
                "02 info:{ pin_id:u8=pin_id puk!:str8 new_pin!:str8 } "
                "11 response_in_indication_token:u32",
                verify_pin_response),
    QMI_REQUEST(0x0028, "change-pin",
                "01 session:{Session} "
                "02 info:{ pin_id:u8=pin_id old_pin!:str8 new_pin!:str8 } "
                "11 response_in_indication_token:u32",
                verify_pin_response),
    QMI_REQUEST(0x0029, "depersonalization",
                "01 info:{ feature:u8=card_application_personalization_feature "
                "operation:u8=depersonalization_operation control_key!:str8 } "
                "10 slot:u8",
                "10 retries_remaining:{ verify_left:u8 unblock_left:u8 }"),
    QMI_REQUEST(
        0x002a, "refresh-register",
        "01 session:{Session} "
        "02 info:{ register_flag:u8=bool vote_for_init:u8=bool files:[u16]{ file_id:u16@hex "
        "path:[u8]u8 } }",
        ""),
    QMI_REQUEST(0x002c, "refresh-complete",
                "01 session:{Session} "
                "02 info:{ refresh_success:u8=bool }",
                ""),
    QMI_REQUEST(0x002e, "register-events", "01 event_registration_mask:u32=event_registration_flag",
                "10 event_registration_mask:u32=event_registration_flag"),
    QMI_REQUEST(0x002f, "get-card-status", "", get_card_status),
    QMI_REQUEST(0x0030, "power-off-sim", "01 slot:u8", ""),
    QMI_REQUEST(0x0031, "power-on-sim", "01 slot:u8", ""),
    QMI_INDICATION(0x0032, "card-status", get_card_status),
    QMI_INDICATION(0x0033, "refresh",
                   "10 event:{ stage:u8=refresh_stage mode:u8=refresh_mode "
                   "session_type:u8=session_type application_identifier:[u8]u8 files:[u16]{ "
                   "file_id:u16@hex path:[u8]u8 } }"),
    QMI_REQUEST(0x0038, "change-provisioning-session",
                "01 session_change:{ session_type:u8=session_type activate:u8=bool } "
                "10 application_information:{ slot:u8 application_identifier:[u8]u8 }",
                ""),
    QMI_REQUEST(0x003a, "get-configuration", "10 configuration_mask:u32=configuration",
                "10 automatic_selection:u8=bool "
                "11 personalization_status:[u8]{PersonalizationStatus} "
                "12 halt_subscription:u8=bool "
                "13 personalization_status_other:[u8]{ slot:[u8]{PersonalizationStatus} }"),
    QMI_REQUEST(0x003b, "send-apdu",
                "01 slot:u8 "
                "02 apdu!:[u16]u8 "
                "10 channel_id:u8 "
                "11 procedure_bytes:u8",
                "10 apdu_response!:[u16]u8"),
    QMI_REQUEST(0x003f, "logical-channel",
                "01 slot:u8 "
                "10 aid:[u8]u8 "
                "11 channel_id:u8 "
                "12 file_control_information:u8=file_control_information "
                "13 terminate_application:u8",
                logical_channel_response),
    QMI_REQUEST(0x0042, "open-logical-channel",
                "01 slot:u8 "
                "10 aid:[u8]u8 "
                "11 file_control_information:u8=file_control_information",
                logical_channel_response),
    QMI_REQUEST(0x0044, "refresh-register-all",
                "01 session:{Session} "
                "02 info:{ register_flag:u8=bool }",
                ""),
    QMI_REQUEST(0x0046, "switch-slot",
                "01 logical_slot:u8 "
                "02 physical_slot:u32",
                ""),
    QMI_REQUEST(0x0047, "get-slot-status", "", get_slot_status_response),
    QMI_INDICATION(0x0048, "slot-status", get_slot_status_response),
    QMI_REQUEST(0x005d, "remote-unlock",
                "10 simlock_data!:[u16]u8 "
                "12 simlock_extended_data!:[u16]u8",
                ""),
};

static const struct wdm_structure structures[] = {
    {"PersonalizationStatus",
     "feature:u8=card_application_personalization_feature verify_left:u8 unblock_left:u8"},
    {"Retries", "verify_retries_left:u8 unblock_retries_left:u8"},
    {"Session", "session_type:u8=session_type application_identifier:[u8]u8"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("card_application_personalization_feature",
         "gw-network gw-network-subset gw-service-provider gw-corporate gw-uim "
         "1x-network-type-1 1x-network-type-2 1x-hrpd 1x-service-provider 1x-corporate "
         "1x-ruim gw-service-provider-name gw-sp-ehplmn gw-iccid gw-impi "
         "gw-network-subset-service-provider gw-carrier"),
    ENUM("card_application_personalization_feature_status",
         "gw-network gw-network-subset gw-service-provider gw-corporate gw-uim "
         "1x-network-type-1 1x-network-type-2 1x-hrpd 1x-service-provider 1x-corporate "
         "1x-ruim unknown gw-service-provider-name gw-sp-ehplmn gw-iccid gw-impi "
         "gw-network-subset-service-provider gw-carrier"),
    ENUM("card_application_personalization_state",
         "unknown in-progress ready code-required puk-code-required permanently-blocked"),
    ENUM("card_application_state",
         "unknown detected pin1-or-upin-pin-required puk1-or-upin-puk-required "
         "check-personalization-state pin1-blocked illegal ready"),
    ENUM("card_application_type", "unknown sim usim ruim csim isim"),
    ENUM("card_error", "unknown power-down poll no-atr-received voltage-mismatch parity "
                       "possibly-removed technical"),
    ENUM("card_protocol", "unknown icc uicc"),
    ENUM("card_state", "absent present error"),
    FLAGS("configuration", "automatic-selection personalization-status halt-subscription"),
    ENUM("depersonalization_operation", "deactivate unblock"),
    FLAGS("event_registration_flag",
          "card-status sap-connection extended-card-status 0x10=physical-slot-status"),
    ENUM("file_control_information", "no-data fcp fci fci-with-interfaces fmd"),
    ENUM("file_type", "transparent cyclic linear-fixed dedicated-file master-file"),
    ENUM("physical_card_state", "unknown absent present"),
    ENUM("pin_id", "unknown pin1 pin2 upin hidden-key"),
    ENUM("pin_state", "not-initialized enabled-not-verified enabled-verified disabled blocked "
                      "permanently-blocked"),
    ENUM("refresh_mode", "reset init init-fcn fcn init-full-fcn app-reset 3g-reset"),
    ENUM("refresh_stage", "wait-for-ok start end-with-success end-with-failure"),
    FLAGS("security_attribute", "pin1 pin2 upin adm"),
    ENUM("security_attribute_logic", "always never and or single"),
    ENUM("session_type",
         "primary-gw-provisioning primary-1x-provisioning secondary-gw-provisioning "
         "secondary-1x-provisioning nonprovisioning-slot-1 nonprovisioning-slot-2 "
         "card-slot-1 card-slot-2 logical-channel-slot-1 logical-channel-slot-2 "
         "tertiary-gw-provisioning tertiary-1x-provisioning quaternary-gw-provisioning "
         "quaternary-1x-provisioning quinary-gw-provisioning quinary-1x-provisioning "
         "nonprovisioning-slot-3 nonprovisioning-slot-4 nonprovisioning-slot-5 "
         "card-slot-3 card-slot-4 card-slot-5 logical-channel-slot-3 "
         "logical-channel-slot-4 logical-channel-slot-5"),
    ENUM("slot_state", "inactive active"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_uim = {
    .id = 0x0b,
    .name = "uim",
    .messages = messages,
    .message_count = COUNT(messages),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
