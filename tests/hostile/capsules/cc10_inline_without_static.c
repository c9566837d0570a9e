/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an inline function whose definition may be somebody else's */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

inline void arch_reset(uint32_t how) {
    (void)how;
}

static void run(void) {
    arch_reset(0);
}
