/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by the typedef of a function */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

typedef void reset(uint32_t how);
reset arch_reset;

static void run(void) {
    arch_reset(0);
}
