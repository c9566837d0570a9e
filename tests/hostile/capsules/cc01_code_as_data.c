/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function read as numbers */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void start(struct device *self) {
    self->count = 0;
}

static uint32_t first_word(void) {
    return *(const uint32_t *)start;
}
