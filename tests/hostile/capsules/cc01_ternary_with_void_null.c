/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the void pointer that a conditional expression makes */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t confuse(struct device *self, bool c) {
    struct app *app = c ? (void *)0 : (void *)self;
    return app->count;
}
