/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an attribute between statements */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t x) {
    switch (x) {
    case 0:
        x++;
        __attribute__((fallthrough));
    default:
        return x;
    }
}
