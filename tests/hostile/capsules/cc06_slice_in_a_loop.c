/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the length of a view as the counter of a loop */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void overrun(struct device *self, struct process_id caller) {
    struct slice_rw s = slice_allowed_rw(self->apps.handle, caller, 0);
    for (s.length = 0; s.length < 1000; s.length++) {
        (void)slice_set(s, s.length - 1, 1);
    }
}
