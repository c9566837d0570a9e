/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: inline assembly */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

static void off(void) {
    asm("cpsid i");
}
