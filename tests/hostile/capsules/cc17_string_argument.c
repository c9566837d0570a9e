/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a literal as an argument */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint32_t length(const char *chars) {
    return *chars == 0 ? 0 : 1;
}

static uint32_t run(void) {
    return length("abc");
}
