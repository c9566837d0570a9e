/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static local keeps the address of a local */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t value) {
    static uint32_t *kept;
    uint32_t before = kept == NULL ? 0 : *kept;
    uint32_t copy = value;
    kept = &copy;
    return before;
}
