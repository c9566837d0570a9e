/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Breakpoints, undefined instructions of all lengths, floating point, vectors, extensions that this
 * processor has not got, instructions of the other modes. */
#include "tests/hostile/hostile.h"

/* clang-format off */
#define TRIES(X) \
    X(0, "ebreak") X(1, "c.ebreak") X(2, "unimp") X(3, ".2byte 0x0000") X(4, ".4byte 0xFFFFFFFF") \
    X(5, ".4byte 0x00000000") X(6, ".4byte 0xC0001073") \
    X(7, ".4byte 0x00200073")  X(8, ".4byte 0x10200073") /* uret, sret */ \
    X(9, ".4byte 0x30200073")  X(10, ".4byte 0x7B200073") /* mret, dret */ \
    X(11, ".4byte 0x12000073") X(12, ".4byte 0x22000073") /* sfence.vma, hfence.vvma */ \
    X(13, ".4byte 0x62000073") X(14, ".4byte 0x68054573") /* hfence.gvma, hlv.w */ \
    X(15, ".4byte 0x00052007") X(16, ".4byte 0x00A52027") /* flw, fsw */ \
    X(17, ".4byte 0x00B57553") X(18, ".4byte 0x02B57553") /* fadd.s, fadd.d */ \
    X(19, ".4byte 0x0C0572D7") X(20, ".4byte 0x02056007") /* vsetvli, vle32.v */ \
    X(21, ".4byte 0x00053503") X(22, ".4byte 0x00A53023") /* ld, sd */ \
    X(23, ".4byte 0x00B5053B") X(24, ".4byte 0x0AB55533") /* addw, minu */ \
    X(25, ".4byte 0x0000000B") X(26, ".4byte 0x0000002B") /* for whoever wants them */ \
    X(27, ".4byte 0x0000005B") X(28, ".4byte 0x0000007B") \
    X(29, ".2byte 0x8000") X(30, ".2byte 0x6101") X(31, ".4byte 0x10B5252F") /* reserved */ \
    X(32, "li t0, 1\n div t0, t0, x0") \
    X(33, "mv t0, sp\n jr t0") X(34, "li t0, 0\n jr t0") X(35, "li t0, -4\n jr t0")
/* clang-format on */

int main(void) {
    uint32_t n = lives("trap_instructions");
    tell("@try trap", 1, n);
    switch (n) {
#define CASE(number, text)                                                            \
    case number:                                                                      \
        __asm__ volatile(text "\n nop\n nop" : : : "t0", "a0", "a1", "ra", "memory"); \
        break;
        TRIES(CASE)
    default:
        finish();
    }
    tell("@survived trap", 1, n);
    next_life();
}
