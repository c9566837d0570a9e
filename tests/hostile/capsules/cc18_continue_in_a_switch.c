/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a continue inside a switch jumps over the step */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t i = 0;
    while (i < NUMBERS) {
        switch (self->numbers[i]) {
        case 0:
            continue;
        default:
            break;
        }
        i++;
    }
}
