/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Prints through low-level debug without end. */
#include "tests/hostile/hostile.h"

int main(void) {
    tell("@done", 0);
    for (uint32_t i = 0;; i++)
        command(DRIVER_LOW_LEVEL_DEBUG, 1 + i % 3, i, ~i);
}
