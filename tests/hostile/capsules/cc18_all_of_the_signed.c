/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a limit that a signed counter cannot pass */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (int32_t i = 0; i <= INT32_MAX; i++) {
        self->count ^= 1;
    }
}
