/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the kernel's list of deferred calls is changed */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static struct deferred_call mine;

static void run(struct device *self) {
    self->later.next = &mine;
    self->later.pending = true;
}
