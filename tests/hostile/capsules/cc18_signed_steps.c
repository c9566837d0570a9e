/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: signed steps that wrap before they pass the limit */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (int32_t i = 0; i < INT32_MAX; i += 1000) {
        self->count ^= 1;
    }
}
