/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of the counter was taken before the loop */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t i = 0;
    uint32_t *p = &i;
    for (i = 0; i < 8; i++) {
        self->count++;
        *p = 0;
    }
}
