/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Runs off the ends of its flash, and of its code into its data: the system call is the last
 * instruction before the edge. */
#include "../../hostile.h"

int main(void) {
    uint32_t n = lives("flash_edge");
    struct memory_layout o = own();
    uint32_t places[] = {o.flash_end - 2,   o.flash_end - 4,   o.flash_end - 1,     o.flash_start,
                         o.flash_start + 2, o.flash_start - 2, o.flash_start + 0x40};
    if (n >= COUNT(places))
        finish();
    tell("@try edge", 2, n, places[n]);
    jump(places[n] | 1);
    tell("@survived edge", 2, n, places[n]);
    next_life();
}
