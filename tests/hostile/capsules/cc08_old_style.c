/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a definition in the old style */
/* expect: CC08 */
#include "tests/hostile/capsules/device.h"

static void clear(d)
struct device *d;
{
    d->count = 0;
}

static void run(uint32_t address) {
    clear(address);
}
