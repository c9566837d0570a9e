/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a do loop sets its counter back */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t i = 0;
    do {
        i = self->count & 1;
        i++;
    } while (i < 4);
}
