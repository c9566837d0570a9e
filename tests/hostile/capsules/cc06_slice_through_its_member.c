/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address in a view is changed through a pointer to it */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void move(uint32_t *address) {
    *address = 0x20000000;
}

static void overrun(struct device *self, struct process_id caller) {
    struct slice_rw s = slice_allowed_rw(self->apps.handle, caller, 0);
    move(&s.address);
    (void)slice_set(s, 0, 1);
}
