/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a counter in a bit-field that cannot reach its limit */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    struct {
        uint32_t i : 3;
    } c = {0};
    for (c.i = 0; c.i < 8; c.i++) {
        self->count++;
    }
}
