/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How many ticks are left until something is due. Pure.
 *
 * What is kept is not when it is due but what is left, and since which tick. So no two points in
 * time are ever compared across a wrap of the counter: a countdown that is looked at late is still
 * seen to be over, as long as it is looked at once in less than 2^32 ticks. Whoever keeps
 * countdowns waits at most COUNTDOWN_LONGEST_WAIT before looking at them all. */
#ifndef CAPSULES_VIRTUAL_COUNTDOWN_H
#define CAPSULES_VIRTUAL_COUNTDOWN_H

#include "hil/alarm.h"

#include <stdbool.h>
#include <stdint.h>

#define COUNTDOWN_LONGEST_WAIT 0x80000000u

struct countdown {
    uint32_t since;
    uint32_t rest; /* ticks, from `since` on */
    bool armed;
};

/*@ logic integer rest_after(integer rest, integer elapsed) = elapsed < rest ? rest - elapsed : 0; */

/* Starts it at tick `now` for an alarm at (reference, dt), which is due as soon as now is not in
 * [reference, reference + dt) (ABI 7.3). */
/*@ requires \valid(c);
    assigns *c;
    ensures c->armed && c->since == now;
    ensures c->rest == rest_after(dt, ticks_between(reference, now)); */
static inline void countdown_start(struct countdown *c, uint32_t now, uint32_t reference,
                                   uint32_t dt) {
    uint32_t elapsed = now - reference;
    c->since = now;
    c->rest = elapsed < dt ? dt - elapsed : 0;
    c->armed = true;
}

/* What is left at tick `now`; 0 if it is due. Moves `since` up to now. The last contract says it of time that
 * does not wrap: looked at after less than a period, it is over if and only if its time has come, and what is
 * left ends when it would have ended. */
/*@ requires \valid(c);
    assigns c->since, c->rest;
    ensures c->since == now && c->rest == \result;
    ensures \result == rest_after(\old(c->rest), ticks_between(\old(c->since), now));
    ensures \forall integer before, after;
      before <= after < before + 0x100000000 && ticks_show(\old(c->since), before) && ticks_show(now, after) ==>
        (\result == 0 <==> before + \old(c->rest) <= after) &&
        (\result > 0 ==> after + \result == before + \old(c->rest)); */
static inline uint32_t countdown_advance(struct countdown *c, uint32_t now) {
    uint32_t elapsed = now - c->since;
    c->rest = c->rest > elapsed ? c->rest - elapsed : 0;
    c->since = now;
    return c->rest;
}

/* How long to wait before all countdowns are looked at, of which the first is over in `rest` ticks. */
/*@ assigns \nothing;
    ensures \result <= rest && \result <= COUNTDOWN_LONGEST_WAIT;
    ensures \result == rest || \result == COUNTDOWN_LONGEST_WAIT; */
static inline uint32_t countdown_wait(uint32_t rest) {
    return rest < COUNTDOWN_LONGEST_WAIT ? rest : COUNTDOWN_LONGEST_WAIT;
}

#endif
