/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view that was given is made longer */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void overrun(struct device *self, struct process_id caller) {
    struct slice_rw s = slice_allowed_rw(self->apps.handle, caller, 0);
    s.length = UINT32_MAX;
    (void)slice_set(s, 100000, 1);
}
