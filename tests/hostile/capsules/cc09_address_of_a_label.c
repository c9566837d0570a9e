/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of a label as a number */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(void) {
here:
    return (uint32_t) && here;
}
