/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The network behind the simulated modem: one machine that has every address. It answers
 * ICMP echo in IPv4 and IPv6 and, on Ethernet, ARP and neighbour solicitations. Uses
 * wire/. Sources: RFC 791, 792, 826, 4443, 4861. */
#include <string.h>

#include "sim_usb.h"

#define ETHERNET       14
#define TYPE_IPV4      0x0800
#define TYPE_ARP       0x0806
#define TYPE_IPV6      0x86dd
#define IPV4           20
#define IPV6           40
#define ICMP           8
#define PROTOCOL_ICMP  1
#define PROTOCOL_ICMP6 58
#define ADDRESS        6 /* of Ethernet */

enum {
    ECHO_ANSWER = 0,
    ECHO_REQUEST = 8,
    ECHO_REQUEST_6 = 128,
    ECHO_ANSWER_6 = 129,
    SOLICITATION = 135,
    ADVERTISEMENT = 136,
};

/* The modem's own address; administered here, and no group. */
static const uint8_t own_address[ADDRESS] = {0x02, 0x50, 0xf4, 0x00, 0x00, 0x01};

static uint16_t get_be16(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

static void put_be16(uint8_t *bytes, uint32_t value)
{
    bytes[0] = (uint8_t)(value >> 8 & 0xffU);
    bytes[1] = (uint8_t)(value & 0xffU);
}

static uint32_t add_up(uint32_t sum, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i + 1 < length; i += 2)
        sum += get_be16(bytes + i);
    if (length % 2 != 0)
        sum += (uint32_t)bytes[length - 1] << 8;
    return sum;
}

/* The Internet's checksum; 0 over bytes that have theirs among them. No packet is so long
 * that `sum` overflows. */
static uint16_t checksum(uint32_t sum)
{
    while (sum >> 16 != 0)
        sum = (sum & UINT16_MAX) + (sum >> 16);
    return (uint16_t)(~sum & UINT16_MAX);
}

/* Likewise for ICMPv6, whose sum has the packet's addresses in it. */
static uint16_t checksum6(const uint8_t *header, const uint8_t *icmp, size_t length)
{
    uint32_t sum = add_up((uint32_t)length + PROTOCOL_ICMP6, header + 8, 32);
    return checksum(add_up(sum, icmp, length));
}

static void swap(uint8_t *a, uint8_t *b, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = a[i];
        a[i] = b[i];
        b[i] = byte;
    }
}

/* ---- IP */

static bool answer_ipv4(struct wdm_span packet, struct wdm_writer *answer)
{
    if (packet.length < IPV4)
        return false;
    size_t header = (packet.bytes[0] & 0x0fU) * 4U;
    size_t total = get_be16(packet.bytes + 2);
    bool fragment = (get_be16(packet.bytes + 6) & 0x3fffU) != 0;
    if (header < IPV4 || total > packet.length || total < header + ICMP || fragment ||
        packet.bytes[9] != PROTOCOL_ICMP || packet.bytes[16] >= 224)
        return false;
    const uint8_t *icmp = packet.bytes + header;
    size_t length = total - header;
    if (icmp[0] != ECHO_REQUEST || icmp[1] != 0 || checksum(add_up(0, icmp, length)) != 0)
        return false;
    uint8_t *out = answer->bytes + answer->length;
    wdm_write_bytes(answer, packet.bytes, total);
    if (answer->failed)
        return false;
    swap(out + 12, out + 16, 4);
    out[header] = ECHO_ANSWER;
    put_be16(out + header + 2, 0);
    put_be16(out + header + 2, checksum(add_up(0, out + header, length)));
    return true;
}

/* An ICMPv6 message without extension headers whose checksum is right; NULL: it is none. */
static const uint8_t *icmp6_of(struct wdm_span packet, size_t *length)
{
    if (packet.length < IPV6 + ICMP || packet.bytes[0] >> 4 != 6 ||
        packet.bytes[6] != PROTOCOL_ICMP6)
        return NULL;
    *length = get_be16(packet.bytes + 4);
    if (*length < ICMP || *length > packet.length - IPV6 ||
        checksum6(packet.bytes, packet.bytes + IPV6, *length) != 0)
        return NULL;
    return packet.bytes + IPV6;
}

static bool answer_ipv6(struct wdm_span packet, struct wdm_writer *answer)
{
    size_t length;
    const uint8_t *icmp = icmp6_of(packet, &length);
    bool group = icmp && packet.bytes[24] == 0xff;
    if (!icmp || group || icmp[0] != ECHO_REQUEST_6 || icmp[1] != 0)
        return false;
    uint8_t *out = answer->bytes + answer->length;
    wdm_write_bytes(answer, packet.bytes, IPV6 + length);
    if (answer->failed)
        return false;
    swap(out + 8, out + 24, 16);
    out[IPV6] = ECHO_ANSWER_6;
    put_be16(out + IPV6 + 2, 0);
    put_be16(out + IPV6 + 2, checksum6(out, out + IPV6, length));
    return true;
}

bool wdm_sim_answer_packet(struct wdm_span packet, struct wdm_writer *answer)
{
    if (packet.length == 0)
        return false;
    switch (packet.bytes[0] >> 4) {
    case 4:
        return answer_ipv4(packet, answer);
    case 6:
        return answer_ipv6(packet, answer);
    default:
        return false;
    }
}

/* ---- Ethernet */

/* Whoever asks for its own address, or has none yet, only wants to know whether that is
 * free: it is. */
static bool answer_arp(struct wdm_span packet, struct wdm_writer *answer)
{
    static const uint8_t request[8] = {0, 1, 0x08, 0x00, ADDRESS, 4, 0, 1};
    static const uint8_t none[4] = {0};
    const uint8_t *asking = packet.bytes + 8;
    const uint8_t *asked = packet.bytes + 18;
    if (packet.length < 28 || memcmp(packet.bytes, request, sizeof(request)) != 0 ||
        memcmp(asking + ADDRESS, none, 4) == 0 || memcmp(asking + ADDRESS, asked + ADDRESS, 4) == 0)
        return false;
    wdm_write_bytes(answer, request, 7);
    wdm_write_u8(answer, 2);
    wdm_write_bytes(answer, own_address, ADDRESS);
    wdm_write_bytes(answer, asked + ADDRESS, 4);
    wdm_write_bytes(answer, asking, ADDRESS + 4);
    return true;
}

static bool answer_solicitation(struct wdm_span packet, struct wdm_writer *answer)
{
    static const uint8_t nobody[16] = {0};
    const size_t most = ICMP + 16 + 8;
    size_t length;
    const uint8_t *icmp = icmp6_of(packet, &length);
    if (!icmp || icmp[0] != SOLICITATION || length < ICMP + 16 ||
        memcmp(packet.bytes + 8, nobody, sizeof(nobody)) == 0 ||
        memcmp(packet.bytes + 8, icmp + ICMP, 16) == 0)
        return false;
    uint8_t *out = answer->bytes + answer->length;
    wdm_write_bytes(answer, packet.bytes, 4);
    wdm_write_be16(answer, (uint16_t)most);
    wdm_write_u8(answer, PROTOCOL_ICMP6);
    wdm_write_u8(answer, 255);
    wdm_write_bytes(answer, icmp + ICMP, 16); /* from who was asked for */
    wdm_write_bytes(answer, packet.bytes + 8, 16);
    wdm_write_u8(answer, ADVERTISEMENT);
    wdm_write_zeros(answer, 3);
    wdm_write_be32(answer, 0x60000000); /* solicited, to replace what was known */
    wdm_write_bytes(answer, icmp + ICMP, 16);
    wdm_write_u8(answer, 2); /* the target's address, in units of 8 bytes */
    wdm_write_u8(answer, 1);
    wdm_write_bytes(answer, own_address, ADDRESS);
    if (answer->failed)
        return false;
    put_be16(out + IPV6 + 2, checksum6(out, out + IPV6, most));
    return true;
}

bool wdm_sim_answer_frame(struct wdm_span frame, struct wdm_writer *answer)
{
    if (frame.length < ETHERNET)
        return false;
    uint16_t type = get_be16(frame.bytes + 12);
    struct wdm_span packet = {.bytes = frame.bytes + ETHERNET, .length = frame.length - ETHERNET};
    wdm_write_bytes(answer, frame.bytes + ADDRESS, ADDRESS);
    wdm_write_bytes(answer, own_address, ADDRESS);
    wdm_write_be16(answer, type);
    switch (type) {
    case TYPE_ARP:
        return answer_arp(packet, answer);
    case TYPE_IPV4:
        return answer_ipv4(packet, answer);
    case TYPE_IPV6:
        return answer_solicitation(packet, answer) || answer_ipv6(packet, answer);
    default:
        return false;
    }
}
