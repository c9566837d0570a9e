/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the process of GRANT_EACH is something else */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint8_t small = 0;
    GRANT_EACH (self->apps, small, app) {
        app->count++;
    }
}
