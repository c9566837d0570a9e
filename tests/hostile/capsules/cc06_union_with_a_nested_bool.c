/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a truth value two levels down in a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union flags {
    uint32_t word;
    struct {
        struct {
            bool flag[4];
        } inner;
    } outer;
};
static uint32_t two[2];

static void poke(uint32_t word) {
    union flags f = {.word = word};
    two[f.outer.inner.flag[1]] = 1;
}
