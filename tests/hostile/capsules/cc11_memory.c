/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the kernel's door from addresses to bytes */
/* expect: CC11 */
#include "kernel/capsule.h"
#include "kernel/memory.h"

static void poke(uint32_t address) {
    memory_zero(address, 4);
}
