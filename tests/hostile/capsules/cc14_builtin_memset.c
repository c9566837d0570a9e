/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: memory set by a builtin */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static void clear(struct device *self) {
    __builtin_memset(self, 0xFF, 4096);
}
