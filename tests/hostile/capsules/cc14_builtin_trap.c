/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a trap by a builtin */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static void stop(void) {
    __builtin_trap();
}
