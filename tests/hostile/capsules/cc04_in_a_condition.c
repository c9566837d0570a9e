/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an assignment inside a condition */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t *p = &self->count;
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t inner = i;
        if ((p = &inner) != NULL && inner == 2) {
            break;
        }
    }
    return *p;
}
