/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a structure of the same name in a function */
/* expect: CC06|CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t peek(struct device *self) {
    struct app {
        struct device *device;
    };
    struct app mine = {self};
    return mine.device->count;
}
