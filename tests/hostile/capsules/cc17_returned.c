/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array is returned as a pointer */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint32_t words[4];

static uint32_t *get(void) {
    return words;
}

static void run(void) {
    *get() = 0;
}
