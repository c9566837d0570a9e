/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a source file of the kernel as a part of one's own */
/* expect: CC11 */
#include "kernel/memory.c"

static void poke(uint32_t address) {
    memory_zero(address, 4);
}
