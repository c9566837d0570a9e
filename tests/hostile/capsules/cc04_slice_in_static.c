/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to keep a view on a process's buffer, which may be revoked */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static struct slice_rw kept;

static void run(struct device *self, struct process_id caller) {
    kept = slice_allowed_rw(self->apps.handle, caller, 0);
}

static void later(void) {
    (void)slice_set(kept, 0, 1);
}
