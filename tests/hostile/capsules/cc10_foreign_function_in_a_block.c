/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same in a block */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void run(void) {
    void arch_reset(uint32_t how);
    arch_reset(0);
}
