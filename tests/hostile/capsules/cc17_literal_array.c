/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array that is a compound literal becomes a pointer */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint32_t first(const uint32_t *p) {
    return *p;
}

static uint32_t run(void) {
    return first((const uint32_t[]){1, 2, 3});
}
