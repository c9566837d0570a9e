/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Makes system calls that do nothing, without end: does the slice still end? */
#include "tests/hostile/hostile.h"

int main(void) {
    tell("@done", 0);
    for (;;) {
        command(DRIVER_LED, 0, 0, 0);
        yield_no_wait();
        memop(MEMOP_SBRK, 0);
        command(0x12345678, 0, 0, 0);
    }
}
