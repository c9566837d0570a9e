/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Which bit it is: arch_lowest_bit (arch_inline.h), and int __ctzsi2(unsigned), which the compiler calls
 * for __builtin_ctz. (The compiler library's own loop is slower, and uses registers that are the
 * process's.)
 *
 * stack: __ctzsi2 0 */
    .section .text.__ctzsi2, "ax"
    .global __ctzsi2
    .type __ctzsi2, %function
__ctzsi2:
    neg     a1, a0
    and     a0, a0, a1
    li      a1, 0x077CB531
    mul     a0, a0, a1
    la      a1, arch_places_of_bits
    srli    a0, a0, 27
    add     a0, a0, a1
    lbu     a0, 0(a0)
    ret

    .section .rodata.arch_places_of_bits, "a"
    .global arch_places_of_bits
arch_places_of_bits:
    .byte 0, 1, 28, 2, 29, 14, 24, 3, 30, 22, 20, 15, 25, 17, 4, 8
    .byte 31, 27, 13, 23, 21, 19, 16, 7, 26, 12, 18, 6, 11, 5, 10, 9
