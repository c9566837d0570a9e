/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a call of a function with stars and ampersands */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static uint32_t down(uint32_t n) {
    return n == 0 ? 0 : (**&down)(n - 1);
}
