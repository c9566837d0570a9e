/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function without prototype takes anything */
/* expect: CC08 */
#include "tests/hostile/capsules/device.h"

static void clear();

static void run(uint32_t address) {
    clear(address);
}

static void clear(struct device *d) {
    d->count = 0;
}
