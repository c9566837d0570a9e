/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a literal as a pointer to characters */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint8_t first(void) {
    const char *p = "abc";
    return (uint8_t)*p;
}
