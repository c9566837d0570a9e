/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef WIRING_OBJECTS
#include "tests/hostile/capsules/runtime/contained_on_itself/loop_wire.h"
#define EXTRA_DRIVERS(X)
#else
BUFFER(loop_buffer, 8);
static struct loop_start loop_start = {.buffer = &loop_buffer};
static struct deferred_call loop_call =
    DEFERRED_CALL(struct loop_start, loop_wire_run, &loop_start);
static void extra_start(void) {
    deferred_call_set(&loop_call);
}
#endif
