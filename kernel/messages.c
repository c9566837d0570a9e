/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The ring of lines for people. See the header. */
#include "kernel/messages.h"

#include "kernel/boundary.h"
#include "kernel/fault.h"
#include "kernel/process.h"

#include <stddef.h>

#define RING_BYTES 512u
#define PATIENCE_CYCLES (1000000u * CPU_CYCLES_PER_US)

static struct {
    const struct message_client *client; /* NULL: lines are written at once */
    uint32_t first;
    uint32_t count;
    uint32_t dropped; /* lines */
    bool fetched;     /* since messages were looked after ... */
    uint32_t looked;  /* ... at this time ... */
    uint32_t waiting; /* ... when lines had been waiting for so many cycles */
    uint8_t bytes[RING_BYTES];
} ring;

static void ring_put(uint8_t byte) {
    ring.bytes[(ring.first + ring.count) % RING_BYTES] = byte;
    ring.count++;
}

static uint8_t ring_take(void) {
    uint8_t byte = ring.bytes[ring.first];
    ring.first = (ring.first + 1) % RING_BYTES;
    ring.count--;
    return byte;
}

void message_now(const struct buffer *line) {
    for (uint32_t i = 0; i < line->length && i < MESSAGE_LINE_MAX; i++) {
        board_put_byte(buffer_get(line, i));
    }
    board_put_byte('\r');
    board_put_byte('\n');
}

void message_line(const struct buffer *line) {
    if (ring.client == NULL) {
        message_now(line);
        return;
    }
    uint32_t length = line->length < MESSAGE_LINE_MAX ? line->length : MESSAGE_LINE_MAX;
    if (length + 1 > RING_BYTES - ring.count) {
        ring.dropped++;
    } else {
        for (uint32_t i = 0; i < length; i++) {
            ring_put(buffer_get(line, i));
        }
        ring_put('\n');
    }
    messages_announce();
}

void message_text(struct text text) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    buffer_text(&line, text);
    message_line(&line);
}

static void report_faults_now(void) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    while (fault_report_line(&line)) {
        message_now(&line);
        buffer_clear(&line);
    }
}

void messages_announce(void) {
    if (ring.client == NULL) {
        report_faults_now();
        return;
    }
    BOUNDARY_CALL(void, ring.client->available, ring.client->self);
}

void messages_look_after(void) {
    uint32_t now = arch_time_counter();
    bool waits = ring.client != NULL && !ring.fetched && (ring.count != 0 || fault_report_waits());
    ring.waiting = waits ? ring.waiting + arch_time_between(ring.looked, now) : 0;
    ring.looked = now;
    ring.fetched = false;
    if (ring.waiting > PATIENCE_CYCLES) {
        messages_stop();
        kernel.work |= WORK_FAULT;
    }
}

static bool fetch_line(struct buffer *out) {
    if (ring.count == 0) {
        return false;
    }
    for (uint8_t byte = ring_take(); byte != '\n'; byte = ring_take()) {
        buffer_put(out, byte);
    }
    return true;
}

static bool fetch_dropped(struct buffer *out) {
    if (ring.dropped == 0) {
        return false;
    }
    buffer_decimal(out, ring.dropped);
    buffer_text(out, TEXT(" kernel lines were lost"));
    ring.dropped = 0;
    return true;
}

bool messages_fetch(struct buffer *out) {
    buffer_clear(out);
    ring.fetched = true;
    if (!fetch_line(out) && !fetch_dropped(out) && !fault_report_line(out)) {
        return false;
    }
    buffer_end_line(out);
    return true;
}

void messages_start(const struct message_client *client) {
    ring.client = client;
}

/* Not inlined: its line would lie under all that a panic says. */
__attribute__((noinline)) void messages_stop(void) {
    ring.client = NULL;
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    while (fetch_line(&line) || fetch_dropped(&line)) {
        message_now(&line);
        buffer_clear(&line);
    }
}
