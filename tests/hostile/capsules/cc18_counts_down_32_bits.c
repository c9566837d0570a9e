/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a countdown from a number that a process names */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t n) {
    while (n-- > 0) {
        self->count ^= n;
    }
}
