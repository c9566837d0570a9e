/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump over the step at the end of the body */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t i = 0;
    while (i < NUMBERS) {
        if (self->numbers[i] == 0) {
            goto next;
        }
        i++;
    next:;
    }
}
