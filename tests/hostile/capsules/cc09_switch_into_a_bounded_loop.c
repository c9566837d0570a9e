/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a case inside LOOP_BOUND: past the setting of the counter */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t x) {
    switch (x) {
    case 0:
        LOOP_BOUND (4) {
        case 1:
            self->count++;
        }
        break;
    default:
        break;
    }
}
