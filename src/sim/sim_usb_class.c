/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests of the communications class: encapsulated commands and their responses,
 * what the kernel's NCM and MBIM drivers ask for, the serial ports' lines. Uses the modem
 * behind. Sources: CDC 1.2, NCM 1.0 chapter 6.2, MBIM 1.0 chapter 8. */
#include "sim_usb.h"

enum request {
    SEND_ENCAPSULATED_COMMAND = 0x00,
    GET_ENCAPSULATED_RESPONSE = 0x01,
    RESET_FUNCTION = 0x05,
    SET_LINE_CODING = 0x20,
    GET_LINE_CODING = 0x21,
    SET_CONTROL_LINE_STATE = 0x22,
    SET_ETHERNET_PACKET_FILTER = 0x43,
    GET_NTB_PARAMETERS = 0x80,
    GET_NTB_FORMAT = 0x83,
    SET_NTB_FORMAT = 0x84,
    GET_NTB_INPUT_SIZE = 0x85,
    SET_NTB_INPUT_SIZE = 0x86,
    GET_MAX_DATAGRAM_SIZE = 0x87,
    SET_MAX_DATAGRAM_SIZE = 0x88,
    GET_CRC_MODE = 0x89,
    SET_CRC_MODE = 0x8a,
};

#define FROM_MODEM         0x80
#define NTB_INPUT_SIZE_MIN 2048
#define NTB_DATAGRAMS      16
#define NTB_ALIGNMENT      4

void wdm_usb_class_reset(struct wdm_sim_usb *usb)
{
    usb->ntb_input_size = WDM_SIM_USB_NTB;
    usb->max_datagram = WDM_SIM_USB_DATAGRAM;
    usb->crc_mode = 0;
    usb->ntb_sequence = 0;
}

static enum wdm_sim_usb_result send_command(struct wdm_sim_usb *usb, struct wdm_span data,
                                            wdm_time now)
{
    if (!usb->configuration->silent)
        wdm_sim_input(usb->sim, data.bytes, data.length, now);
    return WDM_SIM_USB_DONE;
}

/* One message. Where there is none, Qualcomm's devices stall. */
static enum wdm_sim_usb_result get_response(struct wdm_sim_usb *usb, struct wdm_writer *out,
                                            wdm_time now)
{
    size_t left = out->capacity - out->length;
    size_t count = wdm_sim_output(usb->sim, out->bytes + out->length, left, now);
    if (count == 0)
        return WDM_SIM_USB_STALL;
    out->length += count;
    if (usb->notified > 0)
        usb->notified--;
    if (usb->notified > usb->sim->chunk_count)
        usb->notified = usb->sim->chunk_count;
    return WDM_SIM_USB_DONE;
}

static void write_ntb_parameters(struct wdm_writer *out)
{
    wdm_write_u16(out, 28);
    wdm_write_u16(out, 1); /* NTB16 and nothing else */
    for (int direction = 0; direction < 2; direction++) {
        wdm_write_u32(out, WDM_SIM_USB_NTB);
        wdm_write_u16(out, NTB_ALIGNMENT);
        wdm_write_u16(out, 0);
        wdm_write_u16(out, NTB_ALIGNMENT);
        wdm_write_u16(out, direction == 0 ? 0 : NTB_DATAGRAMS);
    }
}

static enum wdm_sim_usb_result set_input_size(struct wdm_sim_usb *usb, struct wdm_span data)
{
    uint32_t size = data.length >= 4 ? wdm_get_u32(data.bytes) : 0;
    if (size < NTB_INPUT_SIZE_MIN || size > WDM_SIM_USB_NTB)
        return WDM_SIM_USB_STALL;
    usb->ntb_input_size = size;
    return WDM_SIM_USB_DONE;
}

static enum wdm_sim_usb_result set_max_datagram(struct wdm_sim_usb *usb, struct wdm_span data)
{
    uint16_t size = data.length >= 2 ? wdm_get_u16(data.bytes) : 0;
    if (size == 0 || size > WDM_SIM_USB_DATAGRAM)
        return WDM_SIM_USB_STALL;
    usb->max_datagram = size;
    return WDM_SIM_USB_DONE;
}

/* What only MBIM's control interface knows. */
static enum wdm_sim_usb_result mbim_request(struct wdm_sim_usb *usb, const uint8_t setup[8],
                                            struct wdm_span data, struct wdm_writer *out)
{
    uint16_t value = wdm_get_u16(setup + 2);
    switch (setup[1] | (setup[0] & FROM_MODEM) << 8) {
    case RESET_FUNCTION:
        wdm_sim_disconnect(usb->sim);
        usb->notified = 0;
        return WDM_SIM_USB_DONE;
    case GET_NTB_PARAMETERS | FROM_MODEM << 8:
        write_ntb_parameters(out);
        return WDM_SIM_USB_DONE;
    case GET_NTB_FORMAT | FROM_MODEM << 8:
        wdm_write_u16(out, 0);
        return WDM_SIM_USB_DONE;
    case SET_NTB_FORMAT:
        return value == 0 ? WDM_SIM_USB_DONE : WDM_SIM_USB_STALL;
    case GET_NTB_INPUT_SIZE | FROM_MODEM << 8:
        wdm_write_u32(out, usb->ntb_input_size);
        return WDM_SIM_USB_DONE;
    case SET_NTB_INPUT_SIZE:
        return set_input_size(usb, data);
    case GET_MAX_DATAGRAM_SIZE | FROM_MODEM << 8:
        wdm_write_u16(out, usb->max_datagram);
        return WDM_SIM_USB_DONE;
    case SET_MAX_DATAGRAM_SIZE:
        return set_max_datagram(usb, data);
    case GET_CRC_MODE | FROM_MODEM << 8:
        wdm_write_u16(out, usb->crc_mode);
        return WDM_SIM_USB_DONE;
    case SET_CRC_MODE: /* there is no CRC */
        return value == 0 ? WDM_SIM_USB_DONE : WDM_SIM_USB_STALL;
    default:
        return WDM_SIM_USB_STALL;
    }
}

/* What the serial ports and QMI's interface know. The lines' state changes nothing. */
static enum wdm_sim_usb_result line_request(const uint8_t setup[8], struct wdm_writer *out)
{
    static const uint8_t coding[] = {0x00, 0xc2, 0x01, 0x00, 0, 0, 8}; /* 115200 8N1 */
    switch (setup[1] | (setup[0] & FROM_MODEM) << 8) {
    case SET_LINE_CODING:
    case SET_CONTROL_LINE_STATE:
    case SET_ETHERNET_PACKET_FILTER:
        return WDM_SIM_USB_DONE;
    case GET_LINE_CODING | FROM_MODEM << 8:
        wdm_write_bytes(out, coding, sizeof(coding));
        return WDM_SIM_USB_DONE;
    default:
        return WDM_SIM_USB_STALL;
    }
}

enum wdm_sim_usb_result wdm_usb_class_request(struct wdm_sim_usb *usb, const uint8_t setup[8],
                                              struct wdm_span data, struct wdm_writer *answer,
                                              wdm_time now)
{
    uint16_t interface = wdm_get_u16(setup + 4);
    bool in = (setup[0] & FROM_MODEM) != 0;
    bool mbim = interface == WDM_USB_MBIM_INTERFACE;
    if (interface > UINT8_MAX || !wdm_usb_has_interface(usb, (uint8_t)interface))
        return WDM_SIM_USB_STALL;
    if (mbim || interface == WDM_USB_QMI_INTERFACE) {
        if (!in && setup[1] == SEND_ENCAPSULATED_COMMAND)
            return send_command(usb, data, now);
        if (in && setup[1] == GET_ENCAPSULATED_RESPONSE)
            return get_response(usb, answer, now);
    }
    if (mbim)
        return mbim_request(usb, setup, data, answer);
    return interface == WDM_USB_DATA_INTERFACE ? WDM_SIM_USB_STALL : line_request(setup, answer);
}
