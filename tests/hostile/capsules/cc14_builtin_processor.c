/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a register of the processor by a builtin */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t status(void) {
    return __builtin_arm_get_fpscr();
}
