/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same as a compound literal in a call */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static uint8_t peek(uint32_t address) {
    return slice_get((struct slice_ro){address, 4}, 0);
}
