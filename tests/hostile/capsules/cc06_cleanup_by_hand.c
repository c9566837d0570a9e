/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a handle that is read beside its type, for another driver's function */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union copy {
    struct grant_handle handle;
    uint8_t byte;
};

static uint8_t which(struct device *self) {
    union copy c = {.handle = self->apps.handle};
    return c.byte;
}
