/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a step of two in a byte: 254 is less than 255, and then comes 0 */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint8_t i = 0; i < 255; i += 2) {
        self->count ^= 1;
    }
}
