/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the word of an upcall carries a pointer out and back in */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void offer(struct device *self) {
    (void)upcall_schedule(self->apps.handle, self->owner, 0, (uint32_t)self, 0, 0);
}

static void take(uint32_t argument) {
    ((struct device *)argument)->count = 0;
}
