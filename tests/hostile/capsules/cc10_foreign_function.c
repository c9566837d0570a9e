/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of the kernel, declared by hand */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

void arch_reset(uint32_t how);

static void run(void) {
    arch_reset(0);
}
