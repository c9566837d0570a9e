/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: const is lost through a pointer to a pointer */
/* expect: CC01|CC04 */
#include "tests/hostile/capsules/device.h"

static void launder(const struct device *from, struct device *scratch) {
    struct device *writable = scratch;
    const struct device **p = (const struct device **)&writable;
    *p = from;
    writable->count = 1;
}
