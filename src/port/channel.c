/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A port seen as whole messages. Touches the port and its own buffer. */
#include "wdm/channel.h"

#include <stddef.h>
#include <string.h>

#include "wdm/framing.h"

/* The most bytes that wdm_framing_look() needs to find a header plain. */
#define HEADER_MAX ((size_t)48)

void wdm_channel_init(struct wdm_channel *channel, struct wdm_port *port,
                      enum wdm_protocol protocol)
{
    /* The buffer needs no zeros, and a small machine no 64 KB of them. */
    memset(channel, 0, offsetof(struct wdm_channel, buffer));
    channel->port = port;
    channel->protocol = protocol;
    channel->to_modem = true;
}

void wdm_channel_speak(struct wdm_channel *channel, enum wdm_protocol protocol)
{
    channel->protocol = protocol;
    channel->fresh = 0;
}

static void show(const struct wdm_channel *channel, bool from_modem, enum wdm_protocol protocol,
                 const uint8_t *bytes, size_t length)
{
    if (channel->observer.seen)
        channel->observer.seen(channel->observer.context, from_modem, protocol, bytes, length,
                               wdm_port_now(channel->port));
}

bool wdm_channel_send(struct wdm_channel *channel, const uint8_t *bytes, size_t length,
                      wdm_time deadline, struct wdm_error *error)
{
    if (!wdm_port_write(channel->port, bytes, length, deadline, error))
        return false;
    show(channel, !channel->to_modem, channel->protocol, bytes, length);
    return true;
}

static enum wdm_look look_as(const struct wdm_channel *channel, enum wdm_protocol protocol,
                             size_t position, size_t *whole)
{
    struct wdm_framing framing = {
        .protocol = protocol, .from_modem = channel->to_modem, .max = sizeof(channel->buffer)};
    return wdm_framing_look(&framing, channel->buffer + position, channel->end - position, whole);
}

static enum wdm_look look_at(const struct wdm_channel *channel, size_t position, size_t *whole)
{
    return look_as(channel, channel->protocol, position, whole);
}

/* Drops what is received up to `position`. */
static void drop(struct wdm_channel *channel, size_t position)
{
    size_t count = position - channel->start;
    if (count == 0)
        return;
    channel->dropped += count;
    show(channel, channel->to_modem, WDM_PROTOCOL_UNKNOWN, channel->buffer + channel->start, count);
    channel->start = position;
}

/* The first position from `position` on that looks at least like `least`, or
 * the end. */
static size_t find(const struct wdm_channel *channel, size_t position, enum wdm_look least)
{
    size_t whole;
    while (position < channel->end && look_at(channel, position, &whole) < least)
        position++;
    return position;
}

/* Gives the unfinished message up where a read after its beginning began with
 * what is plainly a new one. */
static void begin_afresh(struct wdm_channel *channel)
{
    size_t pending;
    size_t whole;
    if (channel->fresh <= channel->start || channel->fresh >= channel->end)
        return;
    enum wdm_look look = look_at(channel, channel->fresh, &whole);
    if (look == WDM_LOOK_NOT ||
        (look == WDM_LOOK_LIKELY && channel->end - channel->fresh >= HEADER_MAX))
        channel->fresh = 0;
    if (look != WDM_LOOK_PLAIN)
        return;
    /* A host's messages have few features. What fits exactly belongs together. */
    (void)look_at(channel, channel->start, &pending);
    if (!channel->to_modem && pending == channel->end - channel->start)
        return;
    drop(channel, channel->fresh);
}

/* A header whose numbers disagree may be garbled, and its length wrong. Then the
 * message behind it must not be waited for inside it. `seen`: how far was looked
 * for one already. */
static void distrust(struct wdm_channel *channel, size_t seen)
{
    if (channel->protocol == WDM_PROTOCOL_MBIM && !channel->to_modem)
        return;
    size_t position = channel->start + 1;
    if (seen > position + HEADER_MAX)
        position = seen - HEADER_MAX;
    position = find(channel, position, WDM_LOOK_PLAIN);
    if (position < channel->end)
        drop(channel, position);
}

/* Whether another message plainly begins within this one and ends behind it: then
 * this one was cut short, and has the other's bytes for its own. Returns where that
 * one begins, or 0. What a message carries on purpose ends within it. */
static size_t straddler(const struct wdm_channel *channel, size_t start, size_t whole)
{
    for (size_t position = start + 1; channel->to_modem && position < start + whole; position++) {
        size_t inner;
        if (look_at(channel, position, &inner) == WDM_LOOK_PLAIN &&
            position + inner > start + whole && position + inner <= channel->end)
            return position;
    }
    return 0;
}

/* Takes a QMUX message that is all there, where somebody still waits for one. */
static bool take_late(struct wdm_channel *channel)
{
    struct wdm_span message = {.bytes = channel->buffer + channel->start};
    if (!channel->late ||
        look_as(channel, WDM_PROTOCOL_QMI, channel->start, &message.length) != WDM_LOOK_PLAIN ||
        message.length > channel->end - channel->start)
        return false;
    channel->start += message.length;
    show(channel, channel->to_modem, WDM_PROTOCOL_QMI, message.bytes, message.length);
    channel->late(channel->late_context, message);
    return true;
}

/* Takes the next whole message from what is received; false where there is
 * none. `seen` as above. */
static bool take(struct wdm_channel *channel, size_t seen, struct wdm_span *message)
{
    begin_afresh(channel);
    while (channel->start < channel->end) {
        size_t start = channel->start;
        size_t whole;
        enum wdm_look look = look_at(channel, start, &whole);
        if (look == WDM_LOOK_NOT && take_late(channel))
            continue;
        if (look == WDM_LOOK_NOT) {
            drop(channel, find(channel, start + 1, WDM_LOOK_MAYBE));
            continue;
        }
        if (whole > 0 && whole <= channel->end - start) {
            size_t other = straddler(channel, start, whole);
            if (other > 0) {
                drop(channel, other);
                continue;
            }
            *message = (struct wdm_span){.bytes = channel->buffer + start, .length = whole};
            channel->start += whole;
            show(channel, channel->to_modem, channel->protocol, message->bytes, whole);
            return true;
        }
        if (look == WDM_LOOK_LIKELY)
            distrust(channel, seen);
        if (channel->start == start)
            return false;
    }
    return false;
}

static void make_room(struct wdm_channel *channel)
{
    size_t left = channel->end - channel->start;
    if (channel->start == 0)
        return;
    memmove(channel->buffer, channel->buffer + channel->start, left);
    channel->fresh = channel->fresh > channel->start ? channel->fresh - channel->start : 0;
    channel->start = 0;
    channel->end = left;
}

static bool fail_receive(struct wdm_channel *channel, struct wdm_error *error)
{
    size_t whole;
    size_t left = channel->end - channel->start;
    if (left > 0 && error->kind == WDM_GONE)
        drop(channel, channel->end);
    if (left == 0 || error->kind != WDM_DEADLINE)
        return false;
    (void)look_at(channel, channel->start, &whole);
    if (whole == 0)
        return wdm_fail(error, WDM_PROTOCOL, "%s sent an unfinished message", channel->port->name);
    return wdm_fail(error, WDM_PROTOCOL, "%s sent only %zu of a message's %zu bytes",
                    channel->port->name, left, whole);
}

/* Reads what is there behind what is received already. */
static bool receive_more(struct wdm_channel *channel, wdm_time deadline, struct wdm_error *error)
{
    size_t count;
    make_room(channel);
    if (wdm_port_now(channel->port) > deadline) {
        wdm_fail(error, WDM_DEADLINE, "%s sent no answer in time", channel->port->name);
        return fail_receive(channel, error);
    }
    if (!wdm_port_read(channel->port, channel->buffer + channel->end,
                       sizeof(channel->buffer) - channel->end, &count, deadline, error))
        return fail_receive(channel, error);
    if (channel->fresh == 0)
        channel->fresh = channel->end;
    channel->end += count;
    return true;
}

bool wdm_channel_receive(struct wdm_channel *channel, struct wdm_span *message, wdm_time deadline,
                         struct wdm_error *error)
{
    size_t seen = channel->start;
    while (!take(channel, seen, message)) {
        seen = channel->end - channel->start;
        if (!receive_more(channel, deadline, error))
            return false;
    }
    return true;
}
