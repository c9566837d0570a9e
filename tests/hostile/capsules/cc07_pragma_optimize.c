/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: other flags for what follows */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

#pragma GCC optimize("no-sanitize=bounds")
static uint32_t read(struct device *self, uint32_t i) {
    return self->numbers[i];
}
