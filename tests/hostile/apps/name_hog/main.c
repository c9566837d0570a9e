/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Looks itself up by its name, which test_hostile_binaries.py makes 50 kB long. */
#include "tests/hostile/hostile.h"

#define LENGTH 50000
__attribute__((aligned(4))) static const char name[LENGTH] = {[0 ... LENGTH - 1] = 'n'};

int main(void) {
    allow_ro(DRIVER_IPC, 0, name, LENGTH);
    tell("@found", 1, command(DRIVER_IPC, 1, 0, 0).variant);
    for (;;)
        command(DRIVER_IPC, 1, 0, 0);
}
