/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a file that includes itself */
/* expect: CC11|CC19 */
#include "tests/hostile/capsules/device.h"

#ifndef ONCE
#define ONCE
#include "tests/hostile/capsules/cc19_includes_itself.c"
static void run(uint32_t address) {
    poke(address);
}
#else
static void poke(uint32_t address) {
    (void)address;
}
#endif
