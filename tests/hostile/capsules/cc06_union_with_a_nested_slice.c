/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view two levels down in a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union pun {
    uint32_t words[3];
    struct {
        uint32_t kind;
        struct {
            struct slice_ro from;
        } inner;
    } outer;
};

static uint8_t peek(uint32_t address) {
    const union pun p = {.words = {0, address, 4}};
    return slice_get(p.outer.inner.from, 0);
}
