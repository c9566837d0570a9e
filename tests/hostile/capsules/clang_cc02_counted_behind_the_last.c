/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: counting the element behind the last, which Clang compares with the end only */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void count(struct device *self, uint32_t i) {
    self->numbers[i]++;
}
