/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view inside another structure, with its braces left out */
/* expect: CC06|CC04 */
#include "tests/hostile/capsules/device.h"

struct request {
    uint32_t kind;
    struct slice_ro from;
};

static uint8_t peek(uint32_t address) {
    const struct request r = {1, address, 4};
    return slice_get(r.from, 0);
}
