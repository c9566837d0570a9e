/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element before the first */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t words[4];

static void run(void) {
    uint32_t *p = &words[-1];
    *p = 0;
}
