/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a choice by type */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

#define VALUE(x) _Generic((x), struct device *: 1, default: 2)
static uint32_t run(struct device *self) {
    return VALUE(self);
}
