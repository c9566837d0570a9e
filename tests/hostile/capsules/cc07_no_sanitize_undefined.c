/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by the older name */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

__attribute__((no_sanitize_undefined)) static uint32_t read(struct device *self, uint32_t i) {
    return self->numbers[i];
}
