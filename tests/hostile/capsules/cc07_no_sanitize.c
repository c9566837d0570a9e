/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the checks of indices switched off for one function */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

__attribute__((no_sanitize("bounds"))) static uint32_t read(struct device *self, uint32_t i) {
    return self->numbers[i];
}
