/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a promise to the compiler that is not kept */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t read(struct device *self, uint32_t i) {
    if (i >= NUMBERS) {
        __builtin_unreachable();
    }
    return self->numbers[i];
}
