/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Runs off the ends of its flash, and of its code into its data: the system call is the last
 * instruction before the edge. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("flash_edge");
    struct memory_layout o = own();
    uint32_t edges[] = {o.flash_end - 2,   o.flash_end - 4,   o.flash_end - 1,     o.flash_start,
                        o.flash_start + 2, o.flash_start - 2, o.flash_start + 0x40};
    if (n >= COUNT(edges))
        finish();
    tell("@try edge", 2, n, edges[n]);
    jump(edges[n]);
    tell("@survived edge", 2, n, edges[n]);
    next_life();
}
