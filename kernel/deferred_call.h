/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Deferred calls: work that a capsule or a chip driver wants done soon, but not now. A downcall may
 * not call its client back; it sets a deferred call instead, which the main loop makes when the
 * stack is empty. First set, first called. */
#ifndef KERNEL_DEFERRED_CALL_H
#define KERNEL_DEFERRED_CALL_H

#include "kernel/dialect.h"
#include "kernel/hil.h"

#include <stdbool.h>

/* Of static storage duration, one for each purpose of each object. */
struct STATIC_TYPE SEALED deferred_call {
    void (*function)(struct object *self);
    struct object *self;
    struct deferred_call *next;
    bool pending;
};

/* Initialises one: `function` is `void (type *)`, `self_` a `type *`. */
#define DEFERRED_CALL(type, function_, self_) \
    { .function = METHOD(type, function_, void), .self = SELF(type, self_) }
API_MACRO(DEFERRED_CALL, "function and object have one type, which METHOD and SELF check");

/* Has it called by the main loop, once, however often it is set before that. */
void deferred_call_set(struct deferred_call *call);

/* Makes the calls that are pending now; those set meanwhile wait for the next turn. Main loop
 * only. */
KERNEL_ONLY void deferred_call_run(void);

#endif
