/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element of an array in a returned structure */
/* expect: CC04|CC17 */
#include "tests/hostile/capsules/device.h"

struct block {
    uint32_t words[4];
};

static struct block make(uint32_t v) {
    const struct block b = {{v, v, v, v}};
    return b;
}

static uint32_t run(uint32_t v) {
    const uint32_t *p = &make(v).words[2];
    return *p;
}
