/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Faults at full speed: each time the kernel prints a report. */
#include "tests/hostile/hostile.h"

int main(void) {
    if (lives("fault_loop") == 5)
        tell("@done", 0);
    load32(0);
    return 0;
}
