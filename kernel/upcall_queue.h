/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A process's queue of upcalls: ten, first in, first out, except that Yield-WaitFor takes a matching
 * one from the middle. Pure. Source: ABI 2.2 to 2.4.
 *
 * The first is always at index 0. There is seldom a second one to be moved forward, and never more
 * than nine; a ring has to be turned at every step.
 *
 * An entry does not keep the function it will call. A successful subscribe removes what is queued
 * for the old function, so the function at delivery is the one that was there at scheduling. */
#ifndef KERNEL_UPCALL_QUEUE_H
#define KERNEL_UPCALL_QUEUE_H

#include "abi/errorcode.h"
#include "abi/syscall.h"

#include <stdbool.h>
#include <stdint.h>

enum upcall_kind {
    UPCALL_FUNCTION, /* something was subscribed when it was scheduled */
    UPCALL_VALUE,    /* nothing was: only Yield-WaitFor can see it */
    UPCALL_IPC,      /* args[0] is the sender's process_id; expanded at delivery */
};

struct upcall {
    uint8_t driver; /* index in the board's driver table */
    uint8_t subscribe;
    uint8_t kind;
    uint8_t unused;
    uint32_t args[3];
};

struct upcall_queue {
    uint8_t count;
    struct upcall entries[UPCALL_QUEUE_LENGTH];
};

/*@ predicate queue_ok{L}(struct upcall_queue *q) = q->count <= UPCALL_QUEUE_LENGTH;
    predicate queue_is{L}(struct upcall_queue *q, integer i, integer driver, integer subscribe) =
      0 <= i < q->count && q->entries[i].driver == driver && q->entries[i].subscribe == subscribe;
    logic integer queue_ipc{L}(struct upcall_queue *q, integer n) =
      n <= 0 ? 0 : queue_ipc(q, n - 1) + (q->entries[n - 1].kind == UPCALL_IPC ? 1 : 0); */

/*@ requires \valid(q);
    assigns q->count;
    ensures q->count == 0; */
void upcall_queue_clear(struct upcall_queue *q);

/* Appends a copy of `u`. errors: NOMEM if the queue is full; it is then unchanged. */
/*@ requires \valid(q) && queue_ok(q) && \valid_read(u) && \separated(q, u);
    assigns q->count, q->entries[q->count];
    ensures queue_ok(q);
    ensures \old(q->count) < UPCALL_QUEUE_LENGTH ==>
      \result == OK && q->count == \old(q->count) + 1 && q->entries[q->count - 1] == *u;
    ensures \old(q->count) == UPCALL_QUEUE_LENGTH ==>
      \result == ERR_NOMEM && q->count == \old(q->count); */
enum errorcode upcall_queue_push(struct upcall_queue *q, const struct upcall *u);

/* Takes the first entry. Returns false if there is none. */
/*@ requires \valid(q) && queue_ok(q) && \valid(u) && \separated(q, u);
    assigns q->count, q->entries[0 .. UPCALL_QUEUE_LENGTH - 1], *u;
    ensures queue_ok(q);
    ensures \old(q->count) > 0 ==>
      \result && q->count == \old(q->count) - 1 && *u == \old(q->entries[0]);
    ensures \old(q->count) == 0 ==> !\result && q->count == 0; */
bool upcall_queue_pop(struct upcall_queue *q, struct upcall *u);

/* Takes the first entry for (driver, subscribe), whatever its kind; the order of the others stays.
 * Returns false if there is none. */
/*@ requires \valid(q) && queue_ok(q) && \valid(u) && \separated(q, u);
    assigns q->count, q->entries[0 .. UPCALL_QUEUE_LENGTH - 1], *u;
    ensures queue_ok(q);
    ensures \result ==> q->count == \old(q->count) - 1;
    ensures !\result ==> q->count == \old(q->count); */
bool upcall_queue_take(struct upcall_queue *q, uint32_t driver, uint32_t subscribe,
                       struct upcall *u);

/* Is there an entry for (driver, subscribe)? */
/*@ requires \valid_read(q) && queue_ok(q);
    assigns \nothing;
    ensures \result <==> \exists integer i; queue_is(q, i, driver, subscribe); */
bool upcall_queue_has(const struct upcall_queue *q, uint32_t driver, uint32_t subscribe);

/* How many notifications of other processes wait. */
/*@ requires \valid_read(q) && queue_ok(q);
    assigns \nothing;
    ensures \result == queue_ipc(q, q->count); */
uint32_t upcall_queue_ipc_count(const struct upcall_queue *q);

/* Is there an entry that Yield-Wait would deliver? */
/*@ requires \valid_read(q) && queue_ok(q);
    assigns \nothing;
    ensures \result <==>
      \exists integer i; 0 <= i < q->count && q->entries[i].kind != UPCALL_VALUE; */
bool upcall_queue_has_call(const struct upcall_queue *q);

/* Removes all that is queued of a driver. */
/*@ requires \valid(q) && queue_ok(q);
    assigns q->count, q->entries[0 .. UPCALL_QUEUE_LENGTH - 1];
    ensures queue_ok(q) && q->count <= \old(q->count); */
void upcall_queue_forget(struct upcall_queue *q, uint32_t driver);

/* Removes the function calls queued for (driver, subscribe). Values stay (ABI D16). */
/*@ requires \valid(q) && queue_ok(q);
    assigns q->count, q->entries[0 .. UPCALL_QUEUE_LENGTH - 1];
    ensures queue_ok(q) && q->count <= \old(q->count); */
void upcall_queue_scrub(struct upcall_queue *q, uint32_t driver, uint32_t subscribe);

#endif
