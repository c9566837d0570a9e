/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the error of a grant block is written behind the last element of an array */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static enum errorcode errors[4];
static bool after[4];

static bool run(struct device *self, struct process_id pid, uint32_t i) {
    GRANT_ENTER (self->apps, pid, app, errors[i]) {
        app->count++;
    }
    return after[0];
}
