/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an include whose name is a macro */
/* expect: CC19|CC11 */
#include "tests/hostile/capsules/device.h"

#define WHAT "kernel/memory.h"
#include WHAT

static void poke(uint32_t address) {
    memory_zero(address, 4);
}
