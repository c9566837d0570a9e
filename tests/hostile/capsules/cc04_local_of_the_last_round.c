/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a local of the last round of a loop */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t first = 0;
    uint32_t *p = &first;
    for (uint32_t i = 0; i < NUMBERS; i++) {
        *p += 1;
        uint32_t copy = self->numbers[i];
        p = &copy;
    }
    return *p;
}
