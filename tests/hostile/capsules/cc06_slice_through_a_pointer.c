/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view is made longer through a pointer to it */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void grow(struct slice_rw *s) {
    s->length = 65536;
}

static void overrun(struct device *self, struct process_id caller) {
    struct slice_rw s = slice_allowed_rw(self->apps.handle, caller, 0);
    grow(&s);
    (void)slice_set(s, 60000, 1);
}
