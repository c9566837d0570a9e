/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: memcpy, which the compiler calls everywhere */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

void *memcpy(void *to, const void *from, size_t n) {
    (void)from, (void)n;
    return to;
}
