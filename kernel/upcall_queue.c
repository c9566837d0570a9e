/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The queue of upcalls. See the header. */
#include "kernel/upcall_queue.h"

#define NOT_FOUND UPCALL_QUEUE_LENGTH

/*@ requires \valid_read(q) && queue_ok(q);
    assigns \nothing;
    ensures \result < q->count ==> queue_is(q, \result, driver, subscribe);
    ensures \result >= q->count ==> \result == NOT_FOUND &&
      \forall integer i; !queue_is(q, i, driver, subscribe);
    ensures \forall integer i; 0 <= i < \result ==> !queue_is(q, i, driver, subscribe); */
static uint32_t find(const struct upcall_queue *q, uint32_t driver, uint32_t subscribe) {
    /*@ loop invariant i <= q->count;
        loop invariant \forall integer k; 0 <= k < i ==> !queue_is(q, k, driver, subscribe);
        loop assigns i;
        loop variant q->count - i; */
    for (uint32_t i = 0; i < q->count; i++) {
        const struct upcall *u = &q->entries[i];
        if (u->driver == driver && u->subscribe == subscribe) {
            return i;
        }
    }
    return NOT_FOUND;
}

void upcall_queue_clear(struct upcall_queue *q) {
    q->count = 0;
}

enum errorcode upcall_queue_push(struct upcall_queue *q, const struct upcall *u) {
    if (q->count == UPCALL_QUEUE_LENGTH) {
        return ERR_NOMEM;
    }
    q->entries[q->count] = *u;
    q->count++;
    return OK;
}

/* Closes the gap at `index` by moving the later entries one forward. */
/*@ requires \valid(q) && queue_ok(q) && index < q->count;
    assigns q->count, q->entries[0 .. UPCALL_QUEUE_LENGTH - 1];
    ensures queue_ok(q) && q->count == \old(q->count) - 1; */
static void remove_at(struct upcall_queue *q, uint32_t index) {
    q->count--;
    /*@ loop invariant index <= i <= q->count;
        loop assigns i, q->entries[0 .. UPCALL_QUEUE_LENGTH - 1];
        loop variant q->count - i; */
    for (uint32_t i = index; i < q->count; i++) {
        q->entries[i] = q->entries[i + 1];
    }
}

bool upcall_queue_pop(struct upcall_queue *q, struct upcall *u) {
    if (q->count == 0) {
        return false;
    }
    *u = q->entries[0];
    remove_at(q, 0);
    return true;
}

bool upcall_queue_take(struct upcall_queue *q, uint32_t driver, uint32_t subscribe,
                       struct upcall *u) {
    uint32_t index = find(q, driver, subscribe);
    if (index == NOT_FOUND) {
        return false;
    }
    *u = q->entries[index];
    remove_at(q, index);
    return true;
}

bool upcall_queue_has(const struct upcall_queue *q, uint32_t driver, uint32_t subscribe) {
    return find(q, driver, subscribe) != NOT_FOUND;
}

uint32_t upcall_queue_ipc_count(const struct upcall_queue *q) {
    uint32_t count = 0;
    /*@ loop invariant i <= q->count && count <= i && count == queue_ipc(q, i);
        loop assigns i, count;
        loop variant q->count - i; */
    for (uint32_t i = 0; i < q->count; i++) {
        count += q->entries[i].kind == UPCALL_IPC ? 1 : 0;
    }
    return count;
}

bool upcall_queue_has_call(const struct upcall_queue *q) {
    /*@ loop invariant i <= q->count;
        loop invariant \forall integer k; 0 <= k < i ==> q->entries[k].kind == UPCALL_VALUE;
        loop assigns i;
        loop variant q->count - i; */
    for (uint32_t i = 0; i < q->count; i++) {
        if (q->entries[i].kind != UPCALL_VALUE) {
            return true;
        }
    }
    return false;
}

void upcall_queue_forget(struct upcall_queue *q, uint32_t driver) {
    /*@ loop invariant i <= q->count && queue_ok(q) && q->count <= \at(q->count, Pre);
        loop assigns i, q->count, q->entries[0 .. UPCALL_QUEUE_LENGTH - 1];
        loop variant i; */
    for (uint32_t i = q->count; i > 0; i--) {
        if (q->entries[i - 1].driver == driver) {
            remove_at(q, i - 1);
        }
    }
}

void upcall_queue_scrub(struct upcall_queue *q, uint32_t driver, uint32_t subscribe) {
    uint32_t kept = 0;
    /*@ loop invariant i <= q->count && kept <= i;
        loop assigns i, kept, q->entries[0 .. UPCALL_QUEUE_LENGTH - 1];
        loop variant q->count - i; */
    for (uint32_t i = 0; i < q->count; i++) {
        struct upcall *u = &q->entries[i];
        bool scrubbed =
            u->kind == UPCALL_FUNCTION && u->driver == driver && u->subscribe == subscribe;
        if (!scrubbed) {
            q->entries[kept] = *u;
            kept++;
        }
    }
    q->count = (uint8_t)kept;
}
