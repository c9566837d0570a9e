/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same with designated initialisers */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static uint8_t peek(uint32_t address) {
    const struct slice_ro s = {.length = 4, .address = address};
    return slice_get(s, 0);
}
