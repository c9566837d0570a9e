/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A deferred call is made with an object of the function's type.
 * Fails with: _Generic. selector of type .* is not compatible with any association */
#include "kernel/deferred_call.h"

struct clock {
    int ticks;
};
struct lamp {
    int lit;
};
static struct clock clock;
static struct lamp lamp;

static void tick(struct clock *self) {
    self->ticks++;
}
#ifdef MISTAKE
struct deferred_call call = DEFERRED_CALL(struct clock, tick, &lamp);
#else
struct deferred_call call = DEFERRED_CALL(struct clock, tick, &clock);
#endif
int *both[] = {&clock.ticks, &lamp.lit};
