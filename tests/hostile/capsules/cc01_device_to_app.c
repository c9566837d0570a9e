/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: one structure taken for another */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t peek(struct device *self) {
    struct app *app = (struct app *)self;
    return app->values[7];
}
