/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Starts writes without ever waiting for their end. */
#include "tests/hostile/hostile.h"

int main(void) {
    static char text[128];
    for (unsigned i = 0; i < sizeof(text); i++)
        text[i] = i % 64 == 63 ? '\n' : '^';
    tell("@done", 0);
    allow_ro(DRIVER_CONSOLE, 1, text, sizeof(text));
    for (;;)
        command(DRIVER_CONSOLE, 1, sizeof(text), 0);
}
