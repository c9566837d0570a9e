/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: ++ on the length of a view */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void overrun(struct device *self, struct process_id caller) {
    struct slice_rw s = slice_allowed_rw(self->apps.handle, caller, 0);
    s.length++;
    (void)slice_set(s, s.length - 1, 1);
}
