/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the error of the block is a number of another size */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id pid) {
    uint8_t small[2] = {0, 0};
    GRANT_ENTER (self->apps, pid, app, small[1]) {
        app->count++;
    }
}
