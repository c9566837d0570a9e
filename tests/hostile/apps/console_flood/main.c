/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writes to the console without end, in all lengths. */
#include "tests/hostile/hostile.h"

int main(void) {
    static char text[256];
    for (unsigned i = 0; i < sizeof(text); i++)
        text[i] = i % 64 == 63 ? '\n' : '~';
    tell("@done", 0);
    for (uint32_t i = 0;; i++)
        write_out(text, i & 255);
}
