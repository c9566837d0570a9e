/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer of the body sets the counter back */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i < 8; i++) {
        uint32_t *p = &i;
        *p = 0;
        self->count++;
    }
}
