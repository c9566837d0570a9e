/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal of pointer type as a cast */
/* expect: CC01|CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t peek(void) {
    return *(const uint32_t *){(const uint32_t *)0x20000000};
}
