/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the condition steps the counter back */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 1; i < 8 && i-- > 0; i++) {
        self->count ^= 1;
    }
}
