/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 5, WMS: short messages. Data only.
 */
#include "tables.h"

static const char set_routes_request[] =
    "01 route_list:[u16]{ message_type:u8=message_type message_class:u8=message_class "
    "storage:u8=storage_type receipt_action:u8=receipt_action } "
    "10 transfer_status_report:u8=transfer_indication";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "reset", "", ""),
    QMI_REQUEST(0x0001, "set-event-report", "10 new_mt_message_indicator:{ report:u8=bool }", ""),
    QMI_INDICATION(0x0001, "event-report",
                   "10 mt_message:{ storage_type:u8=storage_type memory_index:u32 } "
                   "11 transfer_route_mt_message:{ ack_indicator:u8=ack_indicator "
                   "transaction_id:u32 format:u8=message_format raw_data!:[u16]u8 } "
                   "12 message_mode:u8=message_mode "
                   "13 etws_message:{ notification_type:u8=notification_type raw_data!:[u16]u8 } "
                   "14 etws_plmn_information:{ mcc:u16@mcc mnc:u16@mnc } "
                   "15 smsc_address!:str "
                   "16 sms_on_ims:u8=bool"),
    QMI_REQUEST(0x001e, "get-supported-messages", "", "10 list:[u16]u8"),
    QMI_REQUEST(0x0020, "raw-send",
                "01 raw_message_data:{ format:u8=message_format raw_data!:[u16]u8 } "
                "10 cdma_force_on_dc:{ force:u8=bool service_option:u8=cdma_service_option } "
                "11 cdma_follow_on_dc:{ follow:u8=bool } "
                "12 gsm_wcdma_link_timer:u8 "
                "13 sms_on_ims:u8=bool",
                "01 message_id:u16 "
                "10 cdma_cause_code:u16=cdma_cause_code "
                "11 cdma_error_class:u8=cdma_error_class "
                "12 gsm_wcdma_cause_info:{ rp_cause:u16=gsm_umts_rp_cause "
                "tp_cause:u8=gsm_umts_tp_cause } "
                "13 message_delivery_failure_type:u8=message_delivery_failure_type"),
    QMI_REQUEST(0x0021, "raw-write",
                "01 raw_message_data:{ storage_type:u8=storage_type format:u8=message_format "
                "raw_data!:[u16]u8 }",
                "01 memory_index:u32"),
    QMI_REQUEST(0x0022, "raw-read",
                "01 message_memory_storage_id:{ storage_type:u8=storage_type memory_index:u32 } "
                "10 message_mode:u8=message_mode "
                "11 sms_on_ims:u8=bool",
                "01 raw_message_data:{ message_tag:u8=message_tag_type format:u8=message_format "
                "raw_data!:[u16]u8 }"),
    QMI_REQUEST(0x0023, "modify-tag",
                "01 message_tag:{ storage_type:u8=storage_type memory_index:u32 "
                "message_tag:u8=message_tag_type } "
                "10 message_mode:u8=message_mode",
                ""),
    QMI_REQUEST(0x0024, "delete",
                "01 memory_storage:u8=storage_type "
                "10 memory_index:u32 "
                "11 message_tag:u8=message_tag_type "
                "12 message_mode:u8=message_mode",
                ""),
    QMI_REQUEST(0x0030, "get-message-protocol", "", "01 message_protocol:u8=message_protocol"),
    QMI_REQUEST(0x0031, "list-messages",
                "01 storage_type:u8=storage_type "
                "11 message_tag:u8=message_tag_type "
                "12 message_mode:u8=message_mode",
                "01 message_list:[u32]{ memory_index:u32 message_tag:u8=message_tag_type }"),
    QMI_REQUEST(0x0032, "set-routes", set_routes_request, ""),
    QMI_REQUEST(0x0033, "get-routes", "", set_routes_request),
    QMI_REQUEST(0x0037, "send-ack",
                "01 information:{ transaction_id:u32 message_protocol:u8=message_protocol "
                "success:u8=bool } "
                "10 3gpp2_failure_information:{ error_class:u8=cdma_error_class "
                "cause_code:u8=cdma_cause_code } "
                "11 3gpp_failure_information:{ rp_cause:u8=gsm_umts_rp_cause "
                "tp_cause:u8=gsm_umts_tp_cause } "
                "12 sms_on_ims:u8=bool",
                "10 failure_cause:u8=ack_failure_cause"),
    QMI_REQUEST(0x003c, "set-broadcast-activation",
                "01 activation:{ message_mode:u8=message_mode activate:u8=bool }", ""),
    QMI_REQUEST(0x003d, "set-broadcast-config",
                "01 message_mode:u8=message_mode "
                "10 channels:[u16]{ start:u16 end:u16 selected:u8=bool }",
                ""),
    QMI_REQUEST(0x003e, "get-broadcast-config", "01 message_mode:u8=message_mode",
                "10 config:{ activated:u8=bool channels:[u16]{ start:u16 end:u16 "
                "selected:u8=bool } }"),
    QMI_REQUEST(0x0042, "send-from-memory-storage",
                "01 information:{ storage_type:u8=storage_type memory_index:u32 "
                "message_mode:u8=message_mode } "
                "10 sms_on_ims:u8=bool",
                "10 message_id:u16 "
                "11 cdma_cause_code:u16=cdma_cause_code "
                "12 cdma_error_class:u8=cdma_error_class "
                "13 gsm_wcdma_cause_info:{ rp_cause:u16=gsm_umts_rp_cause "
                "tp_cause:u8=gsm_umts_tp_cause } "
                "14 message_delivery_failure_type:u8=message_delivery_failure_type"),
    QMI_INDICATION(0x0046, "smsc-address", "01 address:{ type:str[3] digits!:str8 }"),
    QMI_REQUEST(0x0047, "indication-register",
                "11 report_transport_network_registration_status:u8=bool", ""),
    QMI_REQUEST(0x004a, "get-transport-network-registration-status", "",
                "10 registration_status:u8=nw_registration"),
    QMI_INDICATION(0x004b, "transport-network-registration-status",
                   "01 registration_status:u8=nw_registration"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("ack_failure_cause", "no-network-response network-released-link not-sent"),
    ENUM("ack_indicator", "send do-not-send"),
    ENUM("cdma_cause_code",
         "network-address-vacant network-address-translation-failure "
         "network-resource-shortage network-failure network-invalid-teleservice-id "
         "network-other 0x20=destination-no-page-response destination-busy "
         "destination-no-ack destination-resource-shortage "
         "destination-sms-delivery-postponed destination-out-of-service "
         "destination-not-at-address destination-other "
         "0x40=radio-interface-resource-shortage radio-interface-incompatibility "
         "radio-interface-other 0x60=general-encoding general-sms-origin-denied "
         "general-sms-destination-denied general-supplementary-service-not-supported "
         "general-sms-not-supported general-missing-expected-parameter "
         "general-missing-mandatory-parameter general-unrecognized-parameter-value "
         "general-unexpected-parameter-value general-user-data-size-error general-other"),
    ENUM("cdma_error_class", "temporary permanent temporary-device permanent-device"),
    ENUM("cdma_service_option", "auto 6=6 0xe=14"),
    ENUM("gsm_umts_rp_cause",
         "1=unassigned-number 8=operator-determined-barring 0xa=call-barred reserved "
         "0x15=sms-transfer-rejected memory-capacity-exceeded "
         "0x1b=destination-out-of-order unidentified-subscriber facility-rejected "
         "unknown-subscriber 0x20=network-out-of-order temporary-failure 0x2a=congestion "
         "0x2f=resources-unavailable 0x32=facility-not-subscribed "
         "0x45=facility-not-implemented 0x51=invalid-sms-transfer-reference-value "
         "0x5f=semantically-incorrect-message invalid-mandatory-info "
         "message-type-not-implemented message-not-compatible-with-sms "
         "information-element-not-implemented 0x6f=protocol-error 0x7f=interworking"),
    ENUM("gsm_umts_tp_cause",
         "0x80=tele-interworking-not-supported short-message-type-0-not-supported "
         "short-message-cannot-be-replaced 0x8f=unspecified-pid-error dcs-not-supported "
         "message-class-not-supported 0x9f=unspecified-dcs-error "
         "command-cannot-be-actioned command-unsupported 0xaf=unspecified-command-error "
         "tpdu-not-supported 0xc0=sc-busy no-sc-subscription sc-system-failure "
         "invalid-sme-address destination-sme-barred sm-rejected-or-duplicate "
         "vpf-not-supported vp-not-supported 0xd0=sim-sms-storage-full "
         "no-sms-storage-capability-in-sim ms-error memory-capacity-exceeded "
         "sim-application-toolkit-busy sim-data-download-error 0xff=unspecified-error"),
    ENUM("message_class", "0 1 2 3 none cdma"),
    ENUM("message_delivery_failure_type", "temporary permanent"),
    ENUM("message_format", "cdma 6=gsm-wcdma-point-to-point gsm-wcdma-broadcast mwi"),
    ENUM("message_mode", "cdma gsm-wcdma"),
    ENUM("message_protocol", "cdma wcdma"),
    ENUM("message_tag_type", "mt-read mt-not-read mo-sent mo-not-sent"),
    ENUM("message_type", "point"),
    ENUM("notification_type", "primary secondary-gsm secondary-umts"),
    ENUM("nw_registration", "no-service in-process failure limited-service full-service"),
    ENUM("receipt_action", "discard store-and-notify transfer-only transfer-and-ack 0xff=unknown"),
    ENUM("storage_type", "uim nv 0xff=none"),
    ENUM("transfer_indication", "1=client"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_wms = {
    .id = 0x05,
    .name = "wms",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
