/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a range of forged views */
/* expect: CC06|CC04 */
#include "tests/hostile/capsules/device.h"

static uint8_t peek(uint32_t address) {
    const struct slice_ro s[4] = {[0 ... 3] = {address, 4}};
    return slice_get(s[2], 0);
}
