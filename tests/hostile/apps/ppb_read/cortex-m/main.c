/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reads the core's own registers. QEMU lets that pass and gives 0; anything else is a leak. */
#include "tests/hostile/hostile.h"

static const uint32_t registers[] = {
    0xE000E000, 0xE000E004, 0xE000E010, 0xE000E018, 0xE000E100, 0xE000E280, 0xE000E400,
    0xE000ED00, 0xE000ED04, 0xE000ED08, 0xE000ED24, 0xE000ED34, 0xE000ED38, 0xE000ED90,
    0xE000ED94, 0xE000ED9C, 0xE000EDA0, 0xE000EDF0, 0xE000EF00, 0xE0001000, 0xE0001004,
    0xE0002000, 0xE0000000, 0xE0041000, 0xE00FFFFC,
};

int main(void) {
    uint32_t n = lives("ppb_read");
    if (n >= COUNT(registers))
        finish();
    tell("@try load", 2, n, registers[n]);
    uint32_t value = load32(registers[n]);
    tell(value == 0 ? "@survived load" : "@bad read", 3, n, registers[n], value);
    next_life();
}
