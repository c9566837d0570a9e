/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a deferred call that waits in the kernel's list is overwritten as a whole */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void work(struct device *self) {
    self->count++;
}
static struct device device;

static void run(struct device *self) {
    deferred_call_set(&self->later);
    self->later = (struct deferred_call)DEFERRED_CALL(struct device, work, &device);
}
