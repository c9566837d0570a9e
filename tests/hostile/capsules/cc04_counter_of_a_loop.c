/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to the counter of a loop outlives the loop */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(void) {
    uint32_t first = 0;
    const uint32_t *p = &first;
    for (uint32_t i = 0; i < 4; i++) {
        p = &i;
    }
    return *p;
}
