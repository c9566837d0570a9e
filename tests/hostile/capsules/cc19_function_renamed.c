/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a macro with the name of a function of the API */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#define slice_get(slice, index) ((uint8_t)(index))

static uint8_t first(const struct device *self) {
    struct slice_ro data = slice_allowed_ro(self->apps.handle, self->owner, 0);
    return slice_get(data, 0);
}

uint8_t cc19_function_renamed(const struct device *self) {
    return first(self);
}
