/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A port that plays a script, on a clock of its own. Touches only its memory. */
#include <stdarg.h>
#include <string.h>

#include "wdm/port.h"
#include "wdm/format.h"

static struct wdm_script_port *script_port(struct wdm_port *port)
{
    return (struct wdm_script_port *)port;
}

static const struct wdm_script_step *next_step(const struct wdm_script_port *script)
{
    return script->next < script->count ? &script->steps[script->next] : NULL;
}

static void advance(struct wdm_script_port *script)
{
    script->next++;
    script->sent = 0;
    const struct wdm_script_step *step = next_step(script);
    script->ready = script->clock + (step ? step->after : 0);
}

/* The first problem is told; from then on nothing works. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static bool
break_script(struct wdm_script_port *script, struct wdm_error *error, const char *format, ...)
{
    if (!script->failed) {
        va_list arguments;
        va_start(arguments, format);
        size_t length =
            wdm_format(script->problem, sizeof(script->problem), "step %zu: ", script->next);
        wdm_format_list(script->problem + length, sizeof(script->problem) - length, format,
                        arguments);
        va_end(arguments);
        script->failed = true;
    }
    return wdm_fail(error, WDM_GONE, "script: %s", script->problem);
}

/* What ends a read or write before the script is looked at. */
static bool stopped(struct wdm_script_port *script, struct wdm_error *error)
{
    if (script->failed) {
        break_script(script, error, "%s", "");
        return true;
    }
    if (script->gone) {
        wdm_fail(error, WDM_GONE, "%s went away", script->port.name);
        return true;
    }
    if (script->port.interrupted && *script->port.interrupted) {
        wdm_fail(error, WDM_INTERRUPTED, "interrupted");
        return true;
    }
    return false;
}

static bool fail_deadline(struct wdm_script_port *script, wdm_time deadline,
                          struct wdm_error *error)
{
    if (deadline == WDM_FOREVER)
        return break_script(script, error, "waits for ever");
    if (script->clock < deadline)
        script->clock = deadline;
    return wdm_fail(error, WDM_DEADLINE, "%s: nothing in time", script->port.name);
}

/* Goes on to the next EXPECT or SEND, and lets time pass until it is ready where
 * it is a `wanted` one; or to the end. False with `error` filled in where the
 * deadline or something else comes before. */
static bool reach_step(struct wdm_script_port *script, enum wdm_script_kind wanted,
                       wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_script_step *step;
    while ((step = next_step(script))) {
        bool transfer = step->kind == WDM_SCRIPT_EXPECT || step->kind == WDM_SCRIPT_SEND;
        if (transfer && step->kind != wanted)
            return true;
        if (script->ready > script->clock) {
            if (script->ready > deadline)
                return fail_deadline(script, deadline, error);
            script->clock = script->ready;
        }
        if (transfer)
            return true;
        advance(script);
        script->gone = step->kind == WDM_SCRIPT_GONE;
        if (script->gone)
            return !stopped(script, error);
        if (step->kind == WDM_SCRIPT_INTERRUPT)
            return wdm_fail(error, WDM_INTERRUPTED, "interrupted");
    }
    return true;
}

static bool script_read(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                        wdm_time deadline, struct wdm_error *error)
{
    struct wdm_script_port *script = script_port(port);
    if (stopped(script, error) || !reach_step(script, WDM_SCRIPT_SEND, deadline, error))
        return false;
    const struct wdm_script_step *step = next_step(script);
    if (!step || step->kind == WDM_SCRIPT_EXPECT)
        return fail_deadline(script, deadline, error);
    size_t left = step->length - script->sent;
    *count = left < capacity ? left : capacity;
    if (*count == 0)
        return break_script(script, error, "sends nothing");
    memcpy(bytes, step->bytes + script->sent, *count);
    script->sent += *count;
    if (script->sent == step->length)
        advance(script);
    return true;
}

static bool compare(struct wdm_script_port *script, const struct wdm_script_step *step,
                    const uint8_t *bytes, size_t length, struct wdm_error *error)
{
    for (size_t i = 0; i < step->length && i < length; i++) {
        unsigned mask = step->mask ? step->mask[i] : 0xff;
        if ((bytes[i] & mask) != (step->bytes[i] & mask))
            return break_script(script, error, "byte %zu written is %02x, not %02x (mask %02x)", i,
                                bytes[i], step->bytes[i], mask);
    }
    if (length != step->length)
        return break_script(script, error, "%zu bytes written, not %zu", length, step->length);
    return true;
}

static bool script_write(struct wdm_port *port, const uint8_t *bytes, size_t length,
                         wdm_time deadline, struct wdm_error *error)
{
    struct wdm_script_port *script = script_port(port);
    if (stopped(script, error) || !reach_step(script, WDM_SCRIPT_EXPECT, deadline, error))
        return false;
    const struct wdm_script_step *step = next_step(script);
    if (!step)
        return break_script(script, error, "%zu bytes written after the end", length);
    if (step->kind == WDM_SCRIPT_SEND)
        return break_script(script, error, "%zu bytes written where a read is due", length);
    if (!compare(script, step, bytes, length, error))
        return false;
    advance(script);
    return true;
}

static wdm_time script_now(struct wdm_port *port)
{
    return script_port(port)->clock;
}

static void script_close(struct wdm_port *port)
{
    (void)port;
}

void wdm_script_open(struct wdm_script_port *script, const struct wdm_script_step *steps,
                     size_t count)
{
    static const struct wdm_port_functions functions = {script_read, script_write, script_now,
                                                        script_close};
    *script = (struct wdm_script_port){
        .port = {.functions = &functions, .name = "script"}, .steps = steps, .count = count};
    script->ready = count > 0 ? steps[0].after : 0;
}

bool wdm_script_done(const struct wdm_script_port *script)
{
    return !script->failed && script->next == script->count;
}
