/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header by #include_next */
/* expect: CC11|CC19 */
#include_next "kernel/memory.h"

static void poke(uint32_t address) {
    memory_zero(address, 4);
}
