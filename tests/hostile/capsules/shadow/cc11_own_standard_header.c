/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a stdint.h of one's own beside this file */
/* expect: CC11|CC19 */
#include "stdint.h"

#include "kernel/capsule.h"

static uint32_t one(void) {
    return 1;
}
