/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to write a constant, with a warning only */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static const uint32_t table[4] = {1, 2, 3, 4};

static void patch(uint32_t value) {
    uint32_t *entry = &table[2];
    *entry = value;
}
