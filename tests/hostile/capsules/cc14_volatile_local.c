/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a volatile local */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static void wait(void) {
    for (volatile uint32_t i = 0; i < 1000; i++) {
    }
}
