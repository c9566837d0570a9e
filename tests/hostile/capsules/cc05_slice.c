/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view on a process's buffer is returned */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static struct slice_rw data_of(struct device *self, struct process_id caller) {
    return slice_allowed_rw(self->apps.handle, caller, 0);
}

static void run(struct device *self, struct process_id caller) {
    (void)slice_set(data_of(self, caller), 0, 1);
}
