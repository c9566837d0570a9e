/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: floating point in a constant only */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t scale(void) {
    return (uint32_t)(2.5 * 2);
}
