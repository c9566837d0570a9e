/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the counter that is stepped is another of the same name */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t i = 0;
    while (i < 8) {
        uint32_t i = self->count;
        i++;
        self->count = i;
    }
}
