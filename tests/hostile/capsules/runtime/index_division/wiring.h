/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef WIRING_OBJECTS
#include "tests/hostile/capsules/runtime/index_division/division.h"
#define EXTRA_DRIVERS(X)
#else
static struct division division = {.index = 3, .zero = 0, .value = 0x20001000};
static struct deferred_call division_call =
    DEFERRED_CALL(struct division, division_run, &division);
static void extra_start(void) {
    deferred_call_set(&division_call);
}
#endif
