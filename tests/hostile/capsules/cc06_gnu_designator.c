/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a designator of the old kind */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static uint8_t peek(uint32_t address) {
    const struct slice_ro s = {address: address, length: 4};
    return slice_get(s, 0);
}
