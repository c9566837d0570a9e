/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How many ticks are left until something is due. Pure.
 *
 * What is kept is not when it is due but what is left, and since which tick. So no two points in
 * time are ever compared across a wrap of the counter: a countdown that is looked at late is still
 * seen to be over, as long as it is looked at once in less than 2^32 ticks. Whoever keeps
 * countdowns waits at most COUNTDOWN_LONGEST_WAIT before looking at them all. */
#ifndef CAPSULES_VIRTUAL_COUNTDOWN_H
#define CAPSULES_VIRTUAL_COUNTDOWN_H

#include <stdbool.h>
#include <stdint.h>

#define COUNTDOWN_LONGEST_WAIT 0x80000000u

struct countdown {
    uint32_t since;
    uint32_t rest; /* ticks, from `since` on */
    bool armed;
};

/* Starts it at tick `now` for an alarm at (reference, dt), which is due as soon as now is not in
 * [reference, reference + dt) (ABI 7.3). */
static inline void countdown_start(struct countdown *c, uint32_t now, uint32_t reference,
                                   uint32_t dt) {
    uint32_t elapsed = now - reference;
    c->since = now;
    c->rest = elapsed < dt ? dt - elapsed : 0;
    c->armed = true;
}

/* What is left at tick `now`; 0 if it is due. Moves `since` up to now. */
static inline uint32_t countdown_advance(struct countdown *c, uint32_t now) {
    uint32_t elapsed = now - c->since;
    c->rest = c->rest > elapsed ? c->rest - elapsed : 0;
    c->since = now;
    return c->rest;
}

#endif
