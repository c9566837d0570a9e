/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: ELEMENT of an array in a returned structure: the address of what is gone */
/* expect: CC04|CC17 */
#include "tests/hostile/capsules/device.h"

struct block {
    uint32_t words[4];
};

static struct block make(uint32_t v) {
    const struct block b = {{v, v, v, v}};
    return b;
}

static uint32_t run(uint32_t v, uint32_t i) {
    const uint32_t *p = ELEMENT(make(v).words, i);
    return *p;
}
