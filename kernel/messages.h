/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the kernel has to say to a person: one line at a time, through whatever the board gives it.
 *
 * While the machine boots, and when it panics, lines go straight to the board's `board_put_byte`.
 * In between, reports of faults (kernel/fault.h) are made line by line as a capsule
 * (capsules/system/messages.c) fetches them, so that nobody is held up by a slow wire. */
#ifndef KERNEL_MESSAGES_H
#define KERNEL_MESSAGES_H

#include "kernel/buffer.h"
#include "kernel/hil.h"

#include <stdbool.h>

/* Lines are at most this long; the rest of a longer one is cut. */
#define MESSAGE_LINE_MAX 126

/* Writes one byte to a person, at once, by polling; the board's. Interrupts are off or not yet
 * on. */
KERNEL_ONLY void board_put_byte(uint8_t byte);

/* Who is told, from the main loop, that there is something to fetch. */
struct STATIC_TYPE SEALED message_client {
    void (*available)(struct object *self);
    struct object *self;
};
#define MESSAGE_CLIENT(type, available_, self_) \
    { .available = METHOD(type, available_, void), .self = SELF(type, self_) }
API_MACRO(MESSAGE_CLIENT, "function and object have one type, which METHOD and SELF check");

/* From now on reports wait to be fetched. The client is kept. */
KERNEL_ONLY void messages_start(const struct message_client *client);

/* Writes a line at once; the line end is added to it. */
KERNEL_ONLY void message_now(const struct buffer *line);

/* The line that says that a capsule is in quarantine from now on, at once (kernel/panic.c). */
struct capsule_fault;
KERNEL_ONLY void message_capsule_fault(const struct capsule_fault *fault, uint32_t capsule,
                                       uintptr_t place);

/* From now on reports are written at once. */
KERNEL_ONLY void messages_stop(void);

/* Reports wait, and nobody has fetched a line for a second? Then they are written at once, from now on:
 * somebody on their way is in quarantine. Called several times a second. */
KERNEL_ONLY void messages_look_after(void);

/* Tells the client that something can be fetched, or writes it. */
KERNEL_ONLY CALLS_CLIENT void messages_announce(void);

/* Moves the next line of the reports, its CR LF included, into `out`. Returns false if there is none.
 * pre: out has room for MESSAGE_LINE_MAX + 2 bytes */
bool messages_fetch(struct buffer *out);

#endif
