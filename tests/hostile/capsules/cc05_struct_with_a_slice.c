/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view leaves in a structure */
/* expect: CC05|CC04 */
#include "tests/hostile/capsules/device.h"

struct request {
    struct slice_ro data;
    uint32_t at;
};

static struct request begin(struct device *self, struct process_id caller) {
    struct request r = {slice_allowed_ro(self->apps.handle, caller, 0), 0};
    return r;
}

static uint8_t run(struct device *self, struct process_id caller) {
    return slice_get(begin(self, caller).data, 0);
}
