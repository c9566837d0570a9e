/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: recursion behind a comma */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static uint32_t down(uint32_t n) {
    return n == 0 ? 0 : ((void)n, down)(n - 1);
}
