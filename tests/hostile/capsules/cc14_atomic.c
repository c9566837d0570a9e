/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an atomic object */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static _Atomic uint32_t count;

static void run(void) {
    count++;
}
