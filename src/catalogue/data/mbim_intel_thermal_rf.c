/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Intel Thermal RF: interference with the host's memory clock. Data only.
 */
#include "tables.h"

static const char rfim[] =
    "rfim_frequency_values_count:u32 "
    "rfim_frequency_values:[rfim_frequency_values_count]*{IntelRfimFrequencyValue}";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(9, "rfim", .query = "", .set = "activation_state:u32=bool", .response = rfim,
                 .notification = rfim),
};

static const struct wdm_structure structures[] = {
    {"IntelRfimFrequencyValue",
     "serving_cell_info:u32=intel_serving_cell_info center_frequency:u64 bandwidth:u32 rsrp:u32 "
     "rsrq:u32 sinr:u32 rssi:u32 connection_status:u32=bool"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("intel_serving_cell_info", "pcell scell pscell sscell 0xffffffff=radio-off"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_intel_thermal_rf = {
    .uuid = MBIM_UUID(0xfdc22af2, 0xf441, 0x4d46, 0xaf8d, 0x259fcdde4635),
    .name = "intel-thermal-rf",
    .commands = commands,
    .command_count = COUNT(commands),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
