/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a limit that is a member, which the body changes */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i < self->count; i++) {
        self->count++;
    }
}
