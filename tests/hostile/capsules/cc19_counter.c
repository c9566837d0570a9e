/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a number that is another each time it is looked at */
/* expect: CC19|CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(void) {
    return __COUNTER__ + __COUNTER__;
}
