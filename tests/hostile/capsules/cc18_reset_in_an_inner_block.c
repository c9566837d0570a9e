/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the counter is set back in a place that is rarely reached */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i < 8; i++) {
        switch (self->count) {
        case 3:
            i = 0;
            break;
        default:
            self->count++;
            break;
        }
    }
}
