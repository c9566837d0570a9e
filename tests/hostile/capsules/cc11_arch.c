/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header of the architecture */
/* expect: CC11 */
#include "arch/cortex-m/start.h"
#include "kernel/capsule.h"

static uint32_t one(void) {
    return 1;
}
