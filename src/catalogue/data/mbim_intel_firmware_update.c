/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Intel Firmware Update: restart into the boot loader. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "modem-reboot", .set = ""),
    MBIMEX_2_COMMAND(1, "modem-reboot", .set = "boot_mode:u32=intel_boot_mode timeout:u32"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("intel_boot_mode", "normal-mode download-mode power-off-device non-resetable-register "
                            "without-reboot-power-off fast-download-mode"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_intel_firmware_update = {
    .uuid = MBIM_UUID(0x0ed374cb, 0xf835, 0x4474, 0xbc11, 0x3b3fd76f5641),
    .name = "intel-firmware-update",
    .commands = commands,
    .command_count = COUNT(commands),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
