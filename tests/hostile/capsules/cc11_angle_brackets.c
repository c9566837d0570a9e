/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a kernel header in angle brackets */
/* expect: CC11 */
#include <kernel/memory.h>

static void poke(uint32_t address) {
    memory_zero(address, 4);
}
