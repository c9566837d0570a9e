/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: ELEMENT with an expression that is an array for sizeof only */
/* expect: CC02|CC17 */
#include "tests/hostile/capsules/device.h"

static uint8_t small[2];
static uint8_t large[64];

static uint8_t read(bool c, uint32_t i) {
    return *ELEMENT((c ? small : large), i);
}
