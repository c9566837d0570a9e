/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* An upcall that stores what it finds to where its appdata points (struct found in main.c), and
 * destroys all that a function may destroy. */
    .equ FLAGS, 30
    .equ SP, 32
    .equ PRIVILEGE, 33
    .equ TIMES, 34

    .section .text.store_what_is_found, "ax", %progbits
    .global store_what_is_found
    .hidden store_what_is_found
    .type store_what_is_found, %function
store_what_is_found:
    .equ index, 0
    .irp    name, a0, a1, a2, a3, a4, a5, a6, a7, t0, t1, t2, t3, t4, t5, t6, \
            s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, gp, tp, ra
    sw      \name, index * 4(a3)
    .equ index, index + 1
    .endr
    sw      zero, FLAGS * 4(a3)
    sw      sp, SP * 4(a3)
    sw      zero, PRIVILEGE * 4(a3)     # nothing tells a program its mode
    lw      a0, TIMES * 4(a3)
    addi    a0, a0, 1
    sw      a0, TIMES * 4(a3)
    .irp    name, a0, a1, a2, a3, a4, a5, a6, a7, t0, t1, t2, t3, t4, t5, t6
    li      \name, -1
    .endr
    ret
    .size store_what_is_found, . - store_what_is_found
