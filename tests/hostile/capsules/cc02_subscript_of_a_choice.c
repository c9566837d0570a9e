/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a subscript on what a conditional expression made of two arrays */
/* expect: CC02|CC17 */
#include "tests/hostile/capsules/device.h"

static uint32_t small[2];
static uint32_t large[64];

static uint32_t read(bool c, uint32_t i) {
    return (c ? small : large)[i];
}
