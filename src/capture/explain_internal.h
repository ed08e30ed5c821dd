/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the explainer share. Private to src/capture/. */
#ifndef WDM_EXPLAIN_INTERNAL_H
#define WDM_EXPLAIN_INTERNAL_H

#include "wdm/explain.h"

/* Of an MBIM function, as far as the capture tells. */
enum explain_state {
    EXPLAIN_UNKNOWN = 0,
    EXPLAIN_OPENING,
    EXPLAIN_OPEN,
    EXPLAIN_CLOSED,
};

enum explain_client_state {
    EXPLAIN_FREE = 0,
    EXPLAIN_ALLOCATED,
    EXPLAIN_ASSUMED, /* used without an allocation, which was told */
    EXPLAIN_RELEASED,
};

/* ---- Telling (explain.c) */

/* Fills `finding` with the place of what is at hand; or of a request. */
struct wdm_finding wdm_explain_here(const struct wdm_explainer *explainer,
                                    enum wdm_explain_rule rule, bool problem, const char *remedy);
struct wdm_finding wdm_explain_at(enum wdm_explain_rule rule, bool problem, const char *remedy,
                                  const struct wdm_exchange_request *request);

/* Tells it, in the words of the format. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void wdm_explain_tell(struct wdm_explainer *explainer, struct wdm_finding *finding, const char *format,
                  ...);

/* Tells of what is at hand, without more ado. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void wdm_explain_say(struct wdm_explainer *explainer, enum wdm_explain_rule rule, bool problem,
                 const char *remedy, const char *format, ...);

/* What was found first in the message of a number; NULL: nothing. */
const char *wdm_explain_cause(const struct wdm_explainer *explainer, uint64_t number);

/* A request by name: "dms get-operating-mode #1 (in MBIM #5)". */
#define EXPLAIN_NAME ((size_t)120)
void wdm_explain_name(const struct wdm_explainer *explainer,
                      const struct wdm_exchange_request *request, char name[EXPLAIN_NAME]);

/* The name of a QMI service: "dms", "service 0x7f". */
#define EXPLAIN_SERVICE ((size_t)32)
void wdm_explain_service(const struct wdm_explainer *explainer, uint8_t service,
                         char name[EXPLAIN_SERVICE]);

/* "1.250 s" */
#define EXPLAIN_TIME ((size_t)32)
void wdm_explain_time(int64_t nanoseconds, char text[EXPLAIN_TIME]);

/* What makes a word that many. */
static inline const char *wdm_explain_s(uint64_t count)
{
    return count == 1 ? "" : "s";
}

/* ---- Rules, of what is at hand (explainer->captured, port, description, exchange) */

/* Lengths, padding, TLVs of bytes that do not parse, or parse (explain_frame.c). */
void wdm_explain_mbim_frame(struct wdm_explainer *explainer, enum wdm_mbim_problem problem,
                            struct wdm_span bytes);
void wdm_explain_qmi_frame(struct wdm_explainer *explainer, enum wdm_qmux_problem problem,
                           struct wdm_span bytes);

/* What the information buffer holds: offsets and padding (explain_buffer.c). */
void wdm_explain_buffer(struct wdm_explainer *explainer);

/* Fragments, and MaxControlTransfer; of the port's end, those under way
 * (explain_fragments.c). */
void wdm_explain_fragments(struct wdm_explainer *explainer, enum wdm_mbim_assembled assembled);
void wdm_explain_fragments_end(struct wdm_explainer *explainer, struct wdm_explain_port *port);

/* Client ids (explain_clients.c). */
void wdm_explain_clients(struct wdm_explainer *explainer);
void wdm_explain_clients_end(struct wdm_explainer *explainer, struct wdm_explain_port *port,
                             bool problem);

/* Requests, answers and sessions (explain_exchange.c). */
void wdm_explain_exchange(struct wdm_explainer *explainer);
void wdm_explain_waiting(struct wdm_explainer *explainer, const struct wdm_explain_port *port,
                         const char *until, bool silent);
void wdm_explain_silence(struct wdm_explainer *explainer, const struct wdm_explain_port *port);

/* Errors that the modem answered with, and locks (explain_errors.c). */
void wdm_explain_errors(struct wdm_explainer *explainer);

/* Versions of MBIMEx (explain_mbimex.c). */
void wdm_explain_mbimex_init(struct wdm_explainer *explainer);
void wdm_explain_mbimex(struct wdm_explainer *explainer);

#endif
