/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the function behind the macro */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t left = 4;
    while (loop_round(&left)) {
        left = 4;
        self->count++;
    }
}
