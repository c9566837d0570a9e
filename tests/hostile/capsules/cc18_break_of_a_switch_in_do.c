/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a step of a do loop inside a switch */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t i = 0;
    do {
        switch (self->count) {
        case 0:
            break;
        default:
            i++;
        }
    } while (i < 4);
}
