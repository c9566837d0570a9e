/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: floating point, whose registers the kernel does not save */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t scale(uint32_t x) {
    return (uint32_t)((float)x * 1.5f);
}
