/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array in a returned structure becomes a pointer to what is gone */
/* expect: CC17|CC04 */
#include "tests/hostile/capsules/device.h"

struct block {
    uint32_t words[4];
};

static struct block make(uint32_t v) {
    struct block b = {{v, v, v, v}};
    return b;
}

static uint32_t run(uint32_t v) {
    const uint32_t *p = make(v).words;
    return *p;
}
