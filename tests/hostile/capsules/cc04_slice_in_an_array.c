/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: views kept in an array */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    static struct slice_rw views[2];
    views[self->count & 1] = slice_allowed_rw(self->apps.handle, caller, 0);
}
