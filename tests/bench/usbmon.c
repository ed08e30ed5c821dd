/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* usbmon MESSAGES: a capture of USB (pcap, Linux usbmon) of so many messages, to
 * standard output: what ModemManager and a modem that is polled say to each other, in
 * MBIM with QMI inside and over raw QMI, and an indication now and then. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wdm/fields.h"
#include "wdm/mbim.h"

struct example {
    const char *service, *message;
    const char *fields;
    const char *answer;
};

static const struct example qmi_examples[] = {
    {"dms", "get-operating-mode", "", "mode=online,hardware_restricted_mode=no"},
    {"nas", "get-serving-system", "",
     "serving_system.registration_state=registered,serving_system.cs_attach_state=attached,"
     "serving_system.ps_attach_state=attached,serving_system.selected_network=3gpp,"
     "serving_system.radio_interfaces[0]=lte,roaming_indicator=off,"
     "current_plmn.mcc=262,current_plmn.mnc=1,current_plmn.description=Example"},
    {"nas", "get-signal-info", "",
     "lte_signal_strength.rssi=-63,lte_signal_strength.rsrq=-9,lte_signal_strength.rsrp=-93,"
     "lte_signal_strength.snr=132"},
    {"wds", "get-packet-service-status", "", "connection_status=connected"},
    {"dms", "get-capabilities", "",
     "info.max_tx_channel_rate=50000000,info.max_rx_channel_rate=100000000,"
     "info.data_service_capability=simultaneous-cs-ps,info.sim_capability=supported,"
     "info.radio_interface_list[0]=umts,info.radio_interface_list[1]=lte"},
};

static const struct example mbim_examples[] = {
    {"basic-connect", "radio-state", "", "hw_radio_state=on,sw_radio_state=on"},
    {"basic-connect", "signal-state", "",
     "rssi=20,error_rate=99,signal_strength_interval=5,rssi_threshold=0,error_rate_threshold=0"},
    {"basic-connect", "packet-service", "",
     "nw_error=0,packet_service_state=attached,highest_available_data_class=lte,"
     "uplink_speed=50000000,downlink_speed=100000000"},
    {"basic-connect", "register-state", "",
     "nw_error=none,register_state=home,register_mode=automatic,available_data_classes=lte,"
     "current_cellular_class=gsm,provider_id=26201,provider_name=Example,roaming_text=,"
     "registration_flag=0"},
};

/* ---- Messages */

static size_t encode(const struct wdm_layout *layout, const char *fields, uint8_t *bytes,
                     size_t capacity)
{
    struct wdm_assignment assignments[32];
    struct wdm_writer out = wdm_writer(bytes, capacity);
    struct wdm_error error;
    size_t count = 0;

    while (*fields != '\0') {
        size_t length = strcspn(fields, ",");

        if (!wdm_assignment_parse(fields, length, &assignments[count++]))
            abort();
        fields += length + (fields[length] == ',');
    }
    if (!wdm_encode_sparse(layout, assignments, count, &out, &error)) {
        (void)fprintf(stderr, "usbmon: %s\n", error.what);
        exit(1);
    }
    return out.length;
}

static void qmi(const struct example *example, unsigned transaction, bool answer,
                struct wdm_writer *out)
{
    const struct wdm_qmi_service *service = wdm_qmi_service_by_name(example->service);
    const struct wdm_qmi_message *message = wdm_qmi_message_by_name(service, example->message, 0);
    enum wdm_qmi_kind kind = answer ? WDM_QMI_RESPONSE : WDM_QMI_REQUEST;
    const struct wdm_layout layout = wdm_qmi_layout(service, message, kind);
    uint8_t tlvs[1024];
    struct wdm_writer space = wdm_writer(tlvs, sizeof(tlvs));
    struct wdm_qmux qmux = {.from_modem = answer,
                            .service = (uint8_t)service->id,
                            .client = 3,
                            .kind = kind,
                            .transaction = (uint16_t)(transaction % 65535 + 1),
                            .message = message->id};

    if (answer)
        wdm_tlv_write_result(&space, 0);
    qmux.tlvs.bytes = tlvs;
    qmux.tlvs.length = space.length + encode(&layout, answer ? example->answer : example->fields,
                                             tlvs + space.length, sizeof(tlvs) - space.length);
    wdm_qmux_write(out, &qmux);
}

static void mbim(const struct wdm_uuid *uuid, uint32_t command, uint32_t value,
                 unsigned transaction, bool answer, struct wdm_span buffer, struct wdm_writer *out)
{
    const struct wdm_mbim_message message = {.type =
                                                 answer ? WDM_MBIM_COMMAND_DONE : WDM_MBIM_COMMAND,
                                             .transaction = transaction + 1,
                                             .value = answer ? WDM_MBIM_STATUS_SUCCESS : value,
                                             .fragments = 1,
                                             .service = *uuid,
                                             .command = command,
                                             .buffer = buffer};

    wdm_mbim_write(out, &message);
}

/* A request or an answer: raw QMI, QMI in MBIM, or MBIM, in turn. */
static void make(unsigned turn, bool answer, bool raw, struct wdm_writer *out)
{
    const struct example *example = &mbim_examples[turn / 2 % 4];
    const struct wdm_mbim_service *service;
    const struct wdm_mbim_command_entry *command;
    struct wdm_layout layout;
    uint8_t inner[1024];
    struct wdm_writer buffer = wdm_writer(inner, sizeof(inner));

    if (raw) {
        qmi(&qmi_examples[turn % 5], turn, answer, out);
        return;
    }
    if (turn % 2 == 0) {
        qmi(&qmi_examples[turn / 2 % 5], turn, answer, &buffer);
        mbim(&wdm_mbim_qmi, WDM_MBIM_CID_QMI_MSG, WDM_MBIM_SET, turn, answer, wdm_written(&buffer),
             out);
        return;
    }
    service = wdm_mbim_service_by_name(example->service);
    command = wdm_mbim_command_by_name(service, example->message);
    layout = wdm_mbim_layout(service, command->id,
                             answer ? WDM_MBIM_PART_RESPONSE : WDM_MBIM_PART_QUERY, 1);
    buffer.length =
        layout.text != NULL
            ? encode(&layout, answer ? example->answer : example->fields, inner, sizeof(inner))
            : 0;
    mbim(&service->uuid, command->id, WDM_MBIM_QUERY, turn, answer, wdm_written(&buffer), out);
}

/* ---- Packets */

static void number(uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        (void)putchar((int)(value >> 8 * i & 0xff));
}

/* One event of a control transfer, with its data or without. */
static void packet(unsigned index, unsigned address, char type, bool in, const uint8_t *setup,
                   struct wdm_span data, size_t length)
{
    static const uint8_t zeros[24];
    uint64_t when = 1700000000000000 + (uint64_t)index * 137;

    number(when / 1000000, 4);
    number(when % 1000000, 4);
    number(64 + data.length, 4);
    number(64 + data.length, 4);
    number(0xffff888000000000 + index / 2 % 64 * 256, 8);
    number((uint8_t)type, 1);
    number(2, 1);
    number(in ? 0x80 : 0, 1);
    number(address, 1);
    number(1, 2);
    number(setup != NULL ? 0 : '-', 1);
    number(data.length > 0 ? 0 : '<', 1);
    number(when / 1000000, 8);
    number(when % 1000000, 4);
    number(type == 'S' ? 0xffffff8d : 0, 4);
    number(length, 4);
    number(data.length, 4);
    (void)fwrite(setup != NULL ? setup : zeros, 1, 8, stdout);
    (void)fwrite(zeros, 1, 16, stdout);
    (void)fwrite(data.bytes, 1, data.length, stdout);
}

static void transfer(unsigned index, unsigned address, bool in, struct wdm_span data)
{
    static const uint8_t out_setup[] = {0x21, 0, 0, 0, 12, 0, 0, 16};
    static const uint8_t in_setup[] = {0xa1, 1, 0, 0, 12, 0, 0, 16};
    static const struct wdm_span none;

    packet(2 * index, address, 'S', in, in ? in_setup : out_setup, in ? none : data,
           in ? 4096 : data.length);
    packet(2 * index + 1, address, 'C', in, NULL, in ? data : none, data.length);
}

int main(int argc, char **argv)
{
    unsigned count = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1000;
    uint8_t bytes[2048];

    number(0xa1b2c3d4, 4);
    number(2, 2);
    number(4, 2);
    number(0, 8);
    number(262144, 4);
    number(220, 4);
    for (unsigned i = 0; i < count; i++) {
        struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
        bool raw = i / 2 % 3 == 2; /* of another device */

        make(i / 2, i % 2 != 0, raw, &out);
        transfer(i, raw ? 7 : 5, i % 2 != 0, wdm_written(&out));
    }
    return fflush(stdout) == 0 && ferror(stdout) == 0 ? 0 : 1;
}
