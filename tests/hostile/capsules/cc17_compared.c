/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: two arrays compared by their addresses */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static bool same(struct device *a, struct device *b) {
    return a->numbers == b->numbers;
}
