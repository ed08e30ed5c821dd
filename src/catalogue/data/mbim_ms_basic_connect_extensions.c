/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Microsoft Basic Connect Extensions: attach, slots, PCO, 5G. Layouts
 * named _v2 and _v3 are those of MBIMEx 2.0 and 3.0. Data only.
 */
#include "tables.h"

static const char provisioned_contexts[] =
    "provisioned_contexts_count:u32 "
    "provisioned_contexts:[provisioned_contexts_count]*{ProvisionedContextElementV2}";

static const char lte_attach_configuration[] =
    "configuration_count:u32 configurations:[configuration_count]*{LteAttachConfiguration}";

static const char lte_attach_info[] =
    "lte_attach_state:u32=lte_attach_state ip_type:u32=context_ip_type access_string:str "
    "user_name!:str password!:str compression:u32=compression auth_protocol:u32=auth_protocol";

static const char lte_attach_info_v3[] =
    "lte_attach_state:u32=lte_attach_state nw_error:u32=nw_error ip_type:u32=context_ip_type "
    "access_string:str user_name!:str password!:str compression:u32=compression "
    "auth_protocol:u32=auth_protocol";

static const char device_slot_mappings[] = "map_count:u32 slot_map:[map_count]*{Slot}";

static const char slot_info_status[] = "slot_index:u32 state:u32=uicc_slot_state";

static const char location_info_status[] =
    "location_area_code:u32@hex tracking_area_code:u32@hex cell_id:u32@hex";

static const char version_v2[] = "mbim_version:u16@version mbim_extended_version:u16@version";

static const char registration_parameters_v3[] =
    "mico_mode:u32=mico_mode drx_cycle:u32=drx_cycle ladn_info:u32=ladn_info "
    "default_pdu_activation_hint:u32=default_pdu_activation_hint re_register_if_needed:u32=bool "
    "unnamed_ies:tlvs";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "provisioned-contexts", .query = "",
                 .set = "operation:u32=context_operation context_type:uuid "
                        "ip_type?:u32=context_ip_type state:u32=context_state "
                        "roaming?:u32=context_roaming_control media_type?:u32=context_media_type "
                        "source?:u32=context_source access_string:str user_name!:str password!:str "
                        "compression?:u32=compression auth_protocol?:u32=auth_protocol",
                 .response = provisioned_contexts, .notification = provisioned_contexts),
    MBIM_COMMAND(3, "lte-attach-configuration", .query = "",
                 .set = "operation:u32=lte_attach_context_operation configuration_count:u32 "
                        "configurations:[configuration_count]*{LteAttachConfiguration}",
                 .response = lte_attach_configuration, .notification = lte_attach_configuration),
    MBIM_COMMAND(4, "lte-attach-info", .query = "", .response = lte_attach_info,
                 .notification = lte_attach_info),
    MBIMEX_3_COMMAND(4, "lte-attach-info", .response = lte_attach_info_v3,
                     .notification = lte_attach_info_v3),
    MBIM_COMMAND(5, "sys-caps", .query = "",
                 .response =
                     "number_of_executors:u32 number_of_slots:u32 concurrency:u32 modem_id:u64"),
    MBIM_COMMAND(6, "device-caps", .query = "",
                 .response =
                     "device_type:u32=device_type cellular_class:u32=cellular_class "
                     "voice_class:u32=voice_class sim_class:u32=sim_class "
                     "data_class:u32=data_class sms_caps:u32=sms_caps control_caps:u32=ctrl_caps "
                     "max_sessions:u32 custom_data_class:str<=22 device_id!:str<=36 "
                     "firmware_info:str<=60 hardware_info:str<=60 executor_index:u32"),
    MBIMEX_3_COMMAND(
        6, "device-caps",
        .response = "device_type:u32=device_type cellular_class:u32=cellular_class "
                    "voice_class:u32=voice_class sim_class:u32=sim_class "
                    "data_class:u32=data_class_v3 sms_caps:u32=sms_caps "
                    "control_caps:u32=ctrl_caps data_subclass:u64=data_subclass max_sessions:u32 "
                    "executor_index:u32 wcdma_band_class:u32 lte_band_class:tlv-u16s "
                    "nr_band_class:tlv-u16s custom_data_class:tlv-str device_id!:tlv-str "
                    "firmware_info:tlv-str hardware_info:tlv-str"),
    MBIM_COMMAND(7, "device-slot-mappings", .query = "", .set = device_slot_mappings,
                 .response = device_slot_mappings),
    MBIM_COMMAND(8, "slot-info-status", .query = "slot_index:u32", .response = slot_info_status,
                 .notification = slot_info_status),
    MBIM_COMMAND(9, "pco", .query = "pco_value:{PcoValue}", .response = "pco_value:{PcoValue}",
                 .notification = "pco_value:{PcoValue}"),
    MBIM_COMMAND(10, "device-reset", .set = "", .response = ""),
    MBIM_COMMAND(11, "base-stations-info",
                 .query = "max_gsm_count?:u32 max_umts_count?:u32 max_tdscdma_count?:u32 "
                          "max_lte_count?:u32 max_cdma_count?:u32",
                 .response = "system_type:u32=data_class gsm_serving_cell:*{CellInfoServingGsm} "
                             "umts_serving_cell:*{CellInfoServingUmts} "
                             "tdscdma_serving_cell:*{CellInfoServingTdscdma} "
                             "lte_serving_cell:*{CellInfoServingLte} "
                             "gsm_neighboring_cells:**{CellInfoNeighboringGsm} "
                             "umts_neighboring_cells:**{CellInfoNeighboringUmts} "
                             "tdscdma_neighboring_cells:**{CellInfoNeighboringTdscdma} "
                             "lte_neighboring_cells:**{CellInfoNeighboringLte} "
                             "cdma_cells:**{CellInfoCdma}"),
    MBIMEX_3_COMMAND(11, "base-stations-info",
                     .query = "max_gsm_count?:u32 max_umts_count?:u32 max_tdscdma_count?:u32 "
                              "max_lte_count?:u32 max_cdma_count?:u32 max_nr_count?:u32",
                     .response =
                         "system_type:u32=data_class_v3 system_sub_type:u32=data_subclass "
                         "gsm_serving_cell:*{CellInfoServingGsm} "
                         "umts_serving_cell:*{CellInfoServingUmts} "
                         "tdscdma_serving_cell:*{CellInfoServingTdscdma} "
                         "lte_serving_cell:*{CellInfoServingLte} "
                         "gsm_neighboring_cells:**{CellInfoNeighboringGsm} "
                         "umts_neighboring_cells:**{CellInfoNeighboringUmts} "
                         "tdscdma_neighboring_cells:**{CellInfoNeighboringTdscdma} "
                         "lte_neighboring_cells:**{CellInfoNeighboringLte} "
                         "cdma_cells:**{CellInfoCdma} nr_serving_cells:**{CellInfoServingNr} "
                         "nr_neighbor_cells:**{CellInfoNeighboringNr}"),
    MBIM_COMMAND(12, "location-info-status", .query = "", .response = location_info_status,
                 .notification = location_info_status),
    MBIMEX_2_COMMAND(15, "version", .query = version_v2, .response = version_v2),
    MBIMEX_3_COMMAND(16, "modem-configuration", .query = "",
                     .response = "configuration_status:u32=modem_configuration_status "
                                 "configuration_name:tlv-str unnamed_ies:tlvs",
                     .notification = "modem_configuration_status:u32=modem_configuration_status "
                                     "configuration_name:tlv-str unnamed_ies:tlvs"),
    MBIMEX_3_COMMAND(17, "registration-parameters", .query = "", .set = registration_parameters_v3,
                     .response = registration_parameters_v3),
    MBIMEX_3_COMMAND(19, "wake-reason", .query = "",
                     .response = "wake_type:u32=wake_type session_id:u32 wake_tlv:tlv"),
};

static const struct wdm_structure structures[] = {
    {"CellInfoCdma",
     "serving_cell_flag:u32 nid:u32@?-1 sid:u32@?-1 base_station_id:u32@?-1 base_latitude!:u32@?-1 "
     "base_longitude!:u32@?-1 ref_pn:u32@?-1 gps_seconds:u32@?-1 pilot_strength:u32@?-1"},
    {"CellInfoNeighboringGsm", "provider_id:str location_area_code:u32@hex cell_id:u32@hex "
                               "arfcn:u32@?-1 base_station_id:u32@?-1 "
                               "rx_level:u32@1-110dBm?64"},
    {"CellInfoNeighboringLte",
     "provider_id:str cell_id:u32@hex earfcn:u32@?-1 physical_cell_id:u32@?-1 tac:u32@hex "
     "rsrp:i32@dBm?-1 rsrq:i32@dB?-1"},
    {"CellInfoNeighboringNr",
     "system_sub_type:u32=data_subclass provider_id:str cell_id:str physical_cell_id:u32 "
     "tac:u32@hex rsrp:u32 rsrq:u32 sinr:u32"},
    {"CellInfoNeighboringTdscdma", "provider_id:str location_area_code:u32@hex cell_id:u32@hex "
                                   "uarfcn:u32@?-1 cell_parameter_id:u32@?-1 "
                                   "timing_advance:u32@?-1 rscp:i32 path_loss:u32@dB?-1"},
    {"CellInfoNeighboringUmts", "provider_id:str location_area_code:u32@hex cell_id:u32@hex "
                                "uarfcn:u32@?-1 primary_scrambling_code:u32@?-1 "
                                "rscp:i32@dBm?0 ecno:i32@dB?1 path_loss:u32@dB?-1"},
    {"CellInfoServingGsm", "provider_id:str location_area_code:u32@hex cell_id:u32@hex "
                           "timing_advance:u32@?-1 arfcn:u32@?-1 "
                           "base_station_id:u32@?-1 rx_level:u32@1-110dBm?64"},
    {"CellInfoServingLte", "provider_id:str cell_id:u32@hex earfcn:u32@?-1 "
                           "physical_cell_id:u32@?-1 tac:u32@hex rsrp:i32@dBm?-1 rsrq:i32@dB?-1 "
                           "timing_advance:u32@?-1"},
    {"CellInfoServingNr",
     "provider_id:str nci:u64@hex physical_cell_id:u32 nrarfcn:u32 tac:u32@hex rsrp:u32 rsrq:u32 "
     "sinr:u32 timing_advance:u64"},
    {"CellInfoServingTdscdma", "provider_id:str location_area_code:u32@hex cell_id:u32@hex "
                               "uarfcn:u32@?-1 cell_parameter_id:u32@?-1 "
                               "timing_advance:u32@?-1 rscp:i32 path_loss:u32@dB?-1"},
    {"CellInfoServingUmts",
     "provider_id:str location_area_code:u32@hex cell_id:u32@hex frequency_info_ul:u32@?-1 "
     "frequency_info_dl:u32@?-1 frequency_info_nt:u32@?-1 uarfcn:u32@?-1 "
     "primary_scrambling_code:u32@?-1 "
     "rscp:i32@dBm?0 ecno:i32@dB?1 path_loss:u32@dB?-1"},
    {"LteAttachConfiguration",
     "ip_type?:u32=context_ip_type roaming:u32=lte_attach_context_roaming_control "
     "source?:u32=context_source access_string:str user_name!:str password!:str "
     "compression?:u32=compression auth_protocol?:u32=auth_protocol"},
    {"PcoValue", "session_id:u32 pco_data_size:u32 pco_data_type?:u32=pco_type "
                 "pco_data_buffer:inline[pco_data_size]"},
    {"ProvisionedContextElementV2",
     "context_id:u32 context_type:uuid ip_type:u32=context_ip_type state:u32=context_state "
     "roaming:u32=context_roaming_control media_type:u32=context_media_type "
     "source:u32=context_source access_string:str user_name!:str password!:str "
     "compression:u32=compression auth_protocol:u32=auth_protocol"},
    {"Slot", "slot:u32"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("context_media_type", "cellular-only wifi-only all"),
    ENUM("context_operation", "default delete restore-factory"),
    ENUM("context_roaming_control",
         "home-only partner-only non-partner-only home-and-partner home-and-non-partner "
         "partner-and-non-partner allow-all"),
    ENUM("context_source", "admin user operator modem device"),
    ENUM("context_state", "disabled enabled"),
    ENUM("default_pdu_activation_hint", "unlikely likely"),
    ENUM("drx_cycle", "not-specified not-supported 32 64 128 256"),
    ENUM("ladn_info", "not-needed requested"),
    ENUM("lte_attach_context_operation", "default restore-factory"),
    ENUM("lte_attach_context_roaming_control", "home partner non-partner"),
    ENUM("lte_attach_state", "detached attached"),
    ENUM("mico_mode", "disabled enabled unsupported default"),
    ENUM("modem_configuration_status", "unknown started completed"),
    ENUM("pco_type", "complete partial"),
    ENUM("uicc_slot_state",
         "state-unknown state-off-empty state-off state-empty state-not-ready "
         "state-active state-error state-active-esim state-active-esim-no-profiles"),
    ENUM("wake_type", "cid-response cid-indication packet"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_ms_basic_connect_extensions = {
    .uuid = MBIM_UUID(0x3d01dcc5, 0xfef5, 0x4d05, 0x0d3a, 0xbef7058e9aaf),
    .name = "ms-basic-connect-extensions",
    .commands = commands,
    .command_count = COUNT(commands),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
