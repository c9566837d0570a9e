/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a variadic macro with a GNU comma that two preprocessors may read differently */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

#define CALL(f, ...) f(0, ##__VA_ARGS__)
static void poke(uint32_t zero, uint32_t address) {
    *(uint32_t *)(address + zero) = 0;
}

static void run(uint32_t address) {
    CALL(poke, address);
}
