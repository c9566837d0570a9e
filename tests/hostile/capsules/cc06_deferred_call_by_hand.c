/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a deferred call with a function of another type */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void work(struct device *self) {
    self->count++;
}
static struct deferred_call call = {.function = (void (*)(struct object *))work};

static void run(void) {
    deferred_call_set(&call);
}
