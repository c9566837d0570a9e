/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: views on a process that are kept in a local array */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t sum(const struct device *self, struct process_id pid) {
    struct slice_ro views[2] = {slice_allowed_ro(self->apps.handle, pid, 0),
                                slice_allowed_ro(self->apps.handle, pid, 0)};
    return (uint32_t)slice_get(views[0], 0) + slice_get(views[1], 1);
}

uint32_t cc04_array_of_slices(const struct device *self) {
    return sum(self, self->owner);
}
