/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: memory on the stack */
/* expect: CC09|CC14|CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t n) {
    uint32_t *words = __builtin_alloca(n);
    return *words;
}
