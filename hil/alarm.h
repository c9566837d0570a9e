/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A free-running counter of 32 bits and one alarm on it.
 *
 * Ticks wrap at 2^32; nobody compares two of them, only differences. An alarm at (reference, dt) is
 * due as soon as now is not in [reference, reference + dt): also when dt is 0, and when reference
 * lies in the future. It fires once.
 *
 * A device whose counter is narrower is not a struct alarm; it needs an adapter that widens it, and
 * wiring it up without one does not compile. */
#ifndef HIL_ALARM_H
#define HIL_ALARM_H

#include "kernel/hil.h"

#include <stdint.h>

/* For proofs: the ticks from one to another that is less than a period later, and the tick that the counter
 * shows at a time that does not wrap. The axiom is C's own (C11 6.3.1.3, 2), of which WP knows nothing. */
/*@ logic integer ticks_between(integer from, integer to) =
      from <= to ? to - from : to - from + 0x100000000;
    predicate ticks_show(integer tick, integer time) =
      0 <= tick < 0x100000000 && \exists integer wraps; time == tick + wraps * 0x100000000;
    lemma ticks_between_is_time: \forall integer from, to, before, after;
      before <= after < before + 0x100000000 && ticks_show(from, before) && ticks_show(to, after) ==>
        ticks_between(from, to) == after - before;
    axiomatic ticks_wrap {
      axiom ticks_below_zero: \forall integer x; -0x100000000 <= x < 0 ==> (uint32_t)x == x + 0x100000000;
    } */

struct STATIC_TYPE SEALED alarm_ops {
    uint32_t (*now)(struct object *self);
    uint32_t (*frequency)(struct object *self);
    void (*set)(struct object *self, uint32_t reference, uint32_t dt);
    void (*disarm)(struct object *self);
};
struct STATIC_TYPE SEALED alarm {
    const struct alarm_ops *ops;
    struct object *self;
};
#define ALARM_OPS(type, now_, frequency_, set_, disarm_)                                      \
    {                                                                                         \
        .now = METHOD(type, now_, uint32_t), .frequency = METHOD(type, frequency_, uint32_t), \
        .set = METHOD(type, set_, void, uint32_t, uint32_t),                                  \
        .disarm = METHOD(type, disarm_, void),                                                \
    }
API_MACRO(ALARM_OPS, "METHOD checks each function against the type");

/* The counter now. */
uint32_t alarm_now(const struct alarm *a);

/* Ticks per second. Constant. */
uint32_t alarm_frequency(const struct alarm *a);

/* Arms the alarm, replacing whatever was armed. The client is called from a bottom half or a
 * deferred call, never from in here; never before the alarm is due. */
void alarm_set(const struct alarm *a, uint32_t reference, uint32_t dt);

/* Disarms it: the client will not be called for what was armed. */
void alarm_disarm(const struct alarm *a);

/* Who is called when the alarm fires; `now` is what the counter read just before. */
struct STATIC_TYPE SEALED alarm_client {
    void (*fired)(struct object *self, uint32_t now);
    struct object *self;
};
#define ALARM_CLIENT(type, fired_, self_) \
    { .fired = METHOD(type, fired_, void, uint32_t), .self = SELF(type, self_) }
API_MACRO(ALARM_CLIENT, "function and object have one type, which METHOD and SELF check");

CALLS_CLIENT void alarm_client_fired(const struct alarm_client *c, uint32_t now);

#endif
