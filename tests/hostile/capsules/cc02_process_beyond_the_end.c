/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the process of GRANT_EACH is written behind the last element of an array */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static struct process_id pids[4];

static void run(struct device *self, uint32_t i) {
    GRANT_EACH (self->apps, pids[i], app) {
        app->count++;
    }
}
