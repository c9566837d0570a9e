/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view that was given is moved */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void overrun(struct device *self, struct process_id caller) {
    struct slice_rw s = slice_allowed_rw(self->apps.handle, caller, 0);
    s.address -= 64;
    (void)slice_set(s, 0, 1);
}
