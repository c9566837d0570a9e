/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a step that jumps over the value that ends the loop */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i != 10; i += 3) {
        self->count++;
    }
}
