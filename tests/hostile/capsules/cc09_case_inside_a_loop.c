/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a case inside a loop past the start of its counter */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t x) {
    switch (x) {
    case 0:
        for (uint32_t i = 0; i < NUMBERS; i++) {
        case 1:
            self->numbers[i] = 0;
        }
        break;
    default:
        break;
    }
}
