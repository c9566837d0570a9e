/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Faults under a package name that drives terminals, formats and lists (the test gives it one). */
#include "../../hostile.h"

int main(void) {
    command(DRIVER_LOW_LEVEL_DEBUG, 2, 0x600D, 0);
    load32(0);
    return 0;
}
