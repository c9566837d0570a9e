/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a reference to an element of a static array of numbers */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static uint32_t words[4];

static uint32_t *word(uint32_t i) {
    return ELEMENT(words, i);
}

static void run(uint32_t i) {
    *word(i) = 0;
}
