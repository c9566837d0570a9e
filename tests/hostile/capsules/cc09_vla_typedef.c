/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a typedef of variable length */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t n, uint32_t i) {
    typedef uint32_t words[n];
    words w;
    w[0] = 1;
    return w[i];
}
