/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function pointer two levels down in an array in a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union pun {
    uint32_t words[2];
    struct {
        uint32_t kind;
        void (*run[1])(void);
    } entry;
};

static void jump(uint32_t address) {
    const union pun p = {.words = {0, address}};
    p.entry.run[0]();
}
