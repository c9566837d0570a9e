/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static function that is never defined is looked for elsewhere */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void arch_reset(uint32_t how);

static void run(void) {
    arch_reset(0);
}
