/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a byte is compared with a number that it is never */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint8_t i = 0; i != 256; i++) {
        self->count ^= 1;
    }
}
