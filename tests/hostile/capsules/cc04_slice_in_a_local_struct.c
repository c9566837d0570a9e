/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view in a local structure, which is then copied to a static */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct request {
    struct slice_rw to;
    uint32_t done;
};
static struct request pending;

static void run(struct device *self, struct process_id caller) {
    struct request r = {slice_allowed_rw(self->apps.handle, caller, 0), 0};
    pending = r;
}
