/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Breakpoints, undefined instructions of all encodings, coprocessors, floating point, divisions by
 * zero, unaligned multiple loads, system instructions that v7-M does not have. */
#include "tests/hostile/hostile.h"

#define TRIES(x)                                                                                   \
    x(0, "bkpt #0") x(1, "bkpt #0xAB") x(2, "udf #0") x(3, "udf #255") x(4, "udf.w #0x1234") x(    \
        5, ".short 0xDE00") x(6, ".short 0xB600") x(7, ".short 0xB100 | 0xFF")                     \
        x(8, ".short 0xEE00, 0x0010") x(9, ".short 0xEE11, 0x0F10") x(10, ".short 0xEE07, 0x0F15") \
            x(11, ".short 0xEEE1, 0x0A10") x(12, ".short 0xEEB0, 0x0A40")                          \
                x(13, ".short 0xED90, 0x0A00") x(14, ".short 0xEC51, 0x0F1E")                      \
                    x(15, ".short 0xFE00, 0x0000") x(16, ".short 0xF7F0, 0x8000")                  \
                        x(17, ".short 0xF3DE, 0x8F00") x(18, ".short 0xE8D0, 0xF07F")              \
                            x(19, ".short 0xF3C0, 0x8F00") x(20, ".short 0xE97F, 0xE97F")          \
                                x(21, ".short 0xFA00, 0x0000") x(22, ".short 0xFFFF, 0xFFFF")      \
                                    x(23, ".short 0xF7FF, 0xA000") x(24, ".short 0xEFFF, 0xFFFF")  \
                                        x(25, ".short 0xBA80") x(26, ".short 0xBF0F")              \
                                            x(27, "mov r1, sp\n orr r1, #2\n ldm r1, {r2, r3}")    \
                                                x(28, "add r1, sp, #2\n ldrd r2, r3, [r1]")        \
                                                    x(29, "movs r1, #0\n sdiv r2, r1, r1") x(      \
                                                        30, "add r1, sp, #1\n ldrex r2, [r1]")     \
                                                        x(31, "movs r1, #0\n udiv r2, r1, r1")     \
                                                            x(32, "mov pc, sp")                    \
                                                                x(33, "movs r0, #0\n mov pc, r0")  \
                                                                    x(34, "movs r0, #0\n bx r0")

int main(void) {
    uint32_t n = lives("trap_instructions");
    tell("@try trap", 1, n);
    switch (n) {
#define CASE(number, text)                                                                  \
    case number:                                                                            \
        __asm__ volatile(text "\n nop\n nop" : : : "r0", "r1", "r2", "r3", "cc", "memory"); \
        break;
        TRIES(CASE)
    default:
        finish();
    }
    tell("@survived trap", 1, n);
    next_life();
}
