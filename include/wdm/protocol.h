/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdm/protocol.h - the protocols that a control port can speak. */
#ifndef WDM_PROTOCOL_H
#define WDM_PROTOCOL_H

enum wdm_protocol {
    WDM_PROTOCOL_UNKNOWN = 0,
    WDM_PROTOCOL_MBIM,
    WDM_PROTOCOL_QMI, /* raw QMUX */
};

#endif
