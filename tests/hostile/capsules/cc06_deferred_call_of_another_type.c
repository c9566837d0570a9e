/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: DEFERRED_CALL with a function of another type; GCC refuses this one too */
/* expect: CC06|CC01 */
#include "tests/hostile/capsules/device.h"

static void work(struct manager *self) {
    self->count++;
}
static struct device device;
static struct deferred_call call = DEFERRED_CALL(struct device, work, &device);

static void run(void) {
    deferred_call_set(&call);
}
