/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an inner pointer that is harmless when it is copied, in the text, gets the address later,
 * in time */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t *p = &self->count;
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t inner = 7;
        uint32_t *q = &self->count;
        for (uint32_t j = 0; j < 2; j++) {
            p = q;
            q = &inner;
        }
    }
    return *p;
}
