/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a deferred call on the stack, which the main loop finds when the stack has gone */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void work(struct device *self) {
    self->count++;
}

static void run(void) {
    static struct device device;
    struct deferred_call call = DEFERRED_CALL(struct device, work, &device);
    deferred_call_set(&call);
}
