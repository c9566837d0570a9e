/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Puts the processor to sleep, again and again, and executes every kind of fence. What of this a board
 * forbids ends a life, and the next one goes on behind it. */
#include "tests/hostile/hostile.h"

/* clang-format off */
#define TRIES(X) \
    X(0, "wfi") X(1, "fence") X(2, ".4byte 0x0000100F") X(3, "fence.tso") /* 2: fence.i */ \
    X(4, ".4byte 0x0100000F") X(5, "slti x0, x0, 5") X(6, "c.nop") /* 4: pause */ \
    X(7, "c.li x0, 3") X(8, "lui x0, 0xFFFFF") \
    X(9, ".4byte 0x00D00073") X(10, ".4byte 0x01D00073") /* wrs.nto, wrs.sto */
/* clang-format on */

int main(void) {
    uint32_t n = lives("hints");
    tell("@try hint", 1, n);
    switch (n) {
#define CASE(number, text)                         \
    case number:                                   \
        for (uint32_t i = 0; i < 50; i++)          \
            __asm__ volatile(text : : : "memory"); \
        break;
        TRIES(CASE)
    default:
        finish();
    }
    tell("@survived hint", 1, n);
    next_life();
}
