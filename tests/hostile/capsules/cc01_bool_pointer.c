/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a byte of any value behind a pointer to bool */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t two[2];

static uint32_t look(uint8_t *byte) {
    bool *flag = (bool *)byte;
    return two[*flag];
}
