/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to learn where objects lie by comparing pointers */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t order;

static bool is_below(const struct device *self) {
    return &self->count < &order;
}
