/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view goes out through a parameter, to wherever */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void find(struct device *self, struct process_id caller, struct slice_rw *out) {
    *out = slice_allowed_rw(self->apps.handle, caller, 0);
}

static void run(struct device *self, struct process_id caller) {
    struct slice_rw s;
    find(self, caller, &s);
    (void)slice_set(s, 0, 1);
}
