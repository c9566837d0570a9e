/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lines for people. See the header. */
#include "kernel/messages.h"

#include "kernel/boundary.h"
#include "kernel/capsule_fault.h"
#include "kernel/fault.h"
#include "kernel/loader.h"
#include "kernel/process.h"

#include <stddef.h>

#define PATIENCE_CYCLES (1000000u * CPU_CYCLES_PER_US)

static struct {
    const struct message_client *client; /* NULL: reports are written at once */
    bool fetched;                        /* since messages were looked after ... */
    uint32_t looked;                     /* ... at this time ... */
    uint32_t waiting;                    /* ... when reports had been waiting for so many cycles */
} messages;

void message_now(const struct buffer *line) {
    for (uint32_t i = 0; i < line->length && i < MESSAGE_LINE_MAX; i++) {
        board_put_byte(buffer_get(line, i));
    }
    board_put_byte('\r');
    board_put_byte('\n');
}

static void report_faults_now(void) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    while (fault_report_line(&line)) {
        message_now(&line);
        buffer_clear(&line);
        capsule_watch_feed(); /* a slow wire is nobody's fault */
    }
}

void messages_announce(void) {
    if (messages.client == NULL) {
        report_faults_now();
        return;
    }
    BOUNDARY_CALL(void, messages.client->available, messages.client->self);
}

void messages_look_after(void) {
    uint32_t now = arch_time_counter();
    bool waits = messages.client != NULL && !messages.fetched && fault_report_waits();
    messages.waiting = waits ? messages.waiting + arch_time_between(messages.looked, now) : 0;
    messages.looked = now;
    messages.fetched = false;
    if (messages.waiting > PATIENCE_CYCLES) {
        messages_stop();
        kernel.work |= WORK_FAULT;
    }
}

bool messages_fetch(struct buffer *out) {
    buffer_clear(out);
    messages.fetched = true;
    if (!fault_report_line(out) && !loader_report_line(out)) {
        return false;
    }
    buffer_end_line(out);
    return true;
}

void messages_start(const struct message_client *client) {
    messages.client = client;
}

void messages_stop(void) {
    messages.client = NULL;
}
