/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The EM7355 and the EM7455 as USB devices, in each of Sierra's compositions. The
 * EM7355's are as AT!UDUSBCOMP lists them. What the EM7455 shows in one is simplified:
 * it keeps a configuration 1 with QMI beside the MBIM of compositions 8 and 9.
 */
#include "../sim_usb.h"

#define SERIAL_PORTS (WDM_USB_DM | WDM_USB_NMEA | WDM_USB_AT)

/* In configuration 1 the EM7355's QMI port was found to answer nothing. */
static const struct wdm_usb_configuration em7355_rows[] = {
    {1, 1, WDM_USB_DM | WDM_USB_AT, false},
    {6, 1, SERIAL_PORTS | WDM_USB_QMI, true},
    {7, 1, SERIAL_PORTS | WDM_USB_QMI, true},
    {8, 1, SERIAL_PORTS | WDM_USB_MBIM, false},
    {9, 1, WDM_USB_MBIM, false},
    {10, 1, WDM_USB_NMEA | WDM_USB_MBIM, false},
    {11, 1, WDM_USB_DM | WDM_USB_MBIM, false},
    {12, 1, WDM_USB_DM | WDM_USB_NMEA | WDM_USB_MBIM, false},
    {14, 1, SERIAL_PORTS | WDM_USB_QMI, true},
    {14, 2, WDM_USB_MBIM, false},
    {19, 1, SERIAL_PORTS | WDM_USB_QMI, true},
    {19, 2, WDM_USB_MBIM, false},
};

static const struct wdm_usb_configuration em7455_rows[] = {
    {0, 1, SERIAL_PORTS | WDM_USB_QMI, false},
    {8, 2, SERIAL_PORTS | WDM_USB_MBIM, false},
    {9, 2, WDM_USB_MBIM, false},
};

const struct wdm_usb_model wdm_sim_em7355_usb = {
    .manufacturer = "Sierra Wireless, Incorporated",
    .product = "Sierra Wireless EM7355 4G LTE",
    .serial = "004402110000019",
    .release = 0x0006,
    .rows = em7355_rows,
    .count = sizeof(em7355_rows) / sizeof(em7355_rows[0]),
};

const struct wdm_usb_model wdm_sim_em7455_usb = {
    .manufacturer = "Sierra Wireless, Incorporated",
    .product = "Sierra Wireless EM7455 Qualcomm Snapdragon X7 LTE-A",
    .serial = "004402110000019",
    .release = 0x0006,
    .rows = em7455_rows,
    .count = sizeof(em7455_rows) / sizeof(em7455_rows[0]),
};
