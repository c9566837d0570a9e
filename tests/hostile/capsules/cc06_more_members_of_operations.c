/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: more members in the union behind a table of operations */
/* expect: CC06|CC10|CC01|CC04|CC03 */
#include "tests/hostile/capsules/device.h"

HIL_OPS(alarm, more_ops, struct device *first; uint32_t);

static void poke(void) {
    more_ops.first->count = 0;
}
