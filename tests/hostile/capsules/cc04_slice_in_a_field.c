/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to keep a view in the object */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE keeper {
    union apps apps;
    struct slice_ro data;
};

static void run(struct keeper *self, struct process_id caller) {
    self->data = slice_allowed_ro(self->apps.handle, caller, 0);
}

static uint8_t later(struct keeper *self) {
    return slice_get(self->data, 0);
}
