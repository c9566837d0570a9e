/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Tells the kernel nonsense about its stack and heap, then faults, so that it has to report. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("debug_hints"), stack_top = 0, heap = 0;
    struct memory_layout o = own();
    uint32_t inside[] = {o.ram_start,   o.ram_start + 1, o.ram_start + 8, o.ram_break,
                         o.grant_start, o.ram_end - 1,   o.ram_end - 4,   o.ram_end};
    if (n < 64) {
        stack_top = inside[n / 8];
        heap = inside[n % 8];
    } else if (!foreign_place(n - 64, &stack_top)) {
        finish();
    } else {
        heap = ~stack_top;
    }
    memop(MEMOP_DEBUG_STACK_TOP, stack_top);
    memop(MEMOP_DEBUG_HEAP_START, heap);
    load32(0);
    next_life();
}
