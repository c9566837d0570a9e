/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump into a loop past the start of its counter */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, bool c) {
    uint32_t i;
    if (c) {
        goto inside;
    }
    for (i = 0; i < NUMBERS; i++) {
    inside:
        self->numbers[i] = 0;
    }
}
