/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the error of a grant block is written over a truth value */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t two[2];

static void run(struct device *self, struct process_id pid) {
    bool flag = false;
    GRANT_ENTER (self->apps, pid, app, flag) {
        app->count++;
    }
    two[flag] = 1;
}
