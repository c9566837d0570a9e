/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the error of the block is something else's */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id pid) {
    GRANT_ENTER (self->apps, pid, app, self->tx) {
        app->count++;
    }
}
