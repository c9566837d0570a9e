/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Never gives the processor back. */
#include "tests/hostile/hostile.h"

int main(void) {
    tell("@done", 0);
    for (;;)
        __asm__ volatile("");
}
