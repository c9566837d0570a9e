/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a promise about alignment */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t *align(uint32_t *p) {
    return __builtin_assume_aligned(p, 64);
}
