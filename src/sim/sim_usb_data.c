/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The data endpoints: what the host sends over them is shown to the network, whose
 * answers wait in a short queue. On MBIM they are datagrams in NTBs (NCM 1.0 chapter 3,
 * MBIM 1.0 chapter 7: NTH16 and NDP16 of IP session 0); on QMI each transfer is an IP
 * packet or an Ethernet frame, whichever it looks like. */
#include "sim_usb.h"

#define NTH16_SIGNATURE 0x484d434eU /* "NCMH" */
#define NTH16_LENGTH    12
#define NDP16_SIGNATURE 0x00535049U /* "IPS" and the session */
#define NDP16_LENGTH    16          /* of one datagram */
#define NDPS_MAX        16          /* in one NTB */

/* Asks the network; its answer gets into the queue, where that has room. */
static void show(struct wdm_sim_usb *usb, struct wdm_span datagram, bool frame)
{
    if (usb->datagram_count == WDM_SIM_USB_DATAGRAMS)
        return;
    struct wdm_sim_usb_datagram *place =
        &usb->datagrams[(usb->datagram_first + usb->datagram_count) % WDM_SIM_USB_DATAGRAMS];
    struct wdm_writer answer = wdm_writer(place->bytes, sizeof(place->bytes));
    bool any =
        frame ? wdm_sim_answer_frame(datagram, &answer) : wdm_sim_answer_packet(datagram, &answer);
    if (!any || answer.failed)
        return;
    place->length = answer.length;
    usb->datagram_count++;
}

/* One table of datagrams; returns where the next one is, 0: nowhere. */
static uint16_t show_table(struct wdm_sim_usb *usb, struct wdm_span block, uint16_t position)
{
    struct wdm_reader reader = wdm_reader(block.bytes, block.length);
    wdm_reader_seek(&reader, position);
    uint32_t signature = wdm_read_u32(&reader);
    uint16_t length = wdm_read_u16(&reader);
    uint16_t next = wdm_read_u16(&reader);
    for (unsigned count = length / 4U; signature == NDP16_SIGNATURE && count > 2; count--) {
        uint16_t start = wdm_read_u16(&reader);
        uint16_t size = wdm_read_u16(&reader);
        struct wdm_reader datagram = wdm_reader(block.bytes, block.length);
        wdm_reader_seek(&datagram, start);
        struct wdm_span bytes = wdm_read_span(&datagram, size);
        if (reader.failed || start == 0 || size == 0 || datagram.failed)
            break;
        show(usb, bytes, false);
    }
    return reader.failed ? 0 : next;
}

static void show_block(struct wdm_sim_usb *usb, struct wdm_span block)
{
    struct wdm_reader reader = wdm_reader(block.bytes, block.length);
    uint32_t signature = wdm_read_u32(&reader);
    uint16_t header = wdm_read_u16(&reader);
    wdm_read_u16(&reader); /* the sequence number */
    uint16_t length = wdm_read_u16(&reader);
    uint16_t table = wdm_read_u16(&reader);
    if (reader.failed || signature != NTH16_SIGNATURE || header != NTH16_LENGTH ||
        length > block.length)
        return;
    if (length != 0) /* 0: to the end of the transfer */
        block.length = length;
    for (int i = 0; i < NDPS_MAX && table != 0; i++)
        table = show_table(usb, block, table);
}

/* An Ethernet frame begins with the address of the modem, a group or everybody, none of
 * which look like the version of IP. */
static bool looks_like_packet(struct wdm_span data)
{
    return data.length > 0 && (data.bytes[0] >> 4 == 4 || data.bytes[0] >> 4 == 6);
}

void wdm_usb_data_input(struct wdm_sim_usb *usb, struct wdm_span data)
{
    if (wdm_usb_has(usb, WDM_USB_MBIM))
        show_block(usb, data);
    else
        show(usb, data, !looks_like_packet(data));
}

/* The oldest answer: the caller has seen that there is one. One that the transfer has
 * no room for is lost. */
void wdm_usb_data_output(struct wdm_sim_usb *usb, struct wdm_writer *data)
{
    const struct wdm_sim_usb_datagram *datagram = &usb->datagrams[usb->datagram_first];
    uint8_t room[NTH16_LENGTH + NDP16_LENGTH + WDM_SIM_USB_DATAGRAM];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    if (wdm_usb_has(usb, WDM_USB_MBIM)) {
        const uint16_t start = NTH16_LENGTH + NDP16_LENGTH;
        wdm_write_u32(&out, NTH16_SIGNATURE);
        wdm_write_u16(&out, NTH16_LENGTH);
        wdm_write_u16(&out, usb->ntb_sequence++);
        wdm_write_number(&out, start + datagram->length, 2);
        wdm_write_u16(&out, NTH16_LENGTH);
        wdm_write_u32(&out, NDP16_SIGNATURE);
        wdm_write_u16(&out, NDP16_LENGTH);
        wdm_write_u16(&out, 0);
        wdm_write_u16(&out, start);
        wdm_write_number(&out, datagram->length, 2);
        wdm_write_u32(&out, 0);
    }
    wdm_write_bytes(&out, datagram->bytes, datagram->length);
    usb->datagram_first = (usb->datagram_first + 1) % WDM_SIM_USB_DATAGRAMS;
    usb->datagram_count--;
    if (out.length <= data->capacity - data->length)
        wdm_write_bytes(data, room, out.length);
}
