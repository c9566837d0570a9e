/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a kernel header by #import */
/* expect: CC11|CC19 */
#import "kernel/memory.h"

static void poke(uint32_t address) {
    memory_zero(address, 4);
}
