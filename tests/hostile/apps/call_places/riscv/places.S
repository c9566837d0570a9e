/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See main.c. */
#include "abi/syscall.h"

/* A Command across a multiple of 4096; the class and the arguments are the caller's. */
    .section .text.call_across_pages, "ax", %progbits
    .balign 4096
    .skip 4094
    .global call_across_pages
    .type call_across_pages, %function
call_across_pages:
    ecall
    ret

/* Every register that is no argument and not s11, which keeps the stack pointer. */
    .macro each_wild do
    .irp number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31
    \do \number
    .endr
    .endm
    .macro save number
    sw x\number, -4 * \number(sp)
    .endm
    .macro fill number
    li x\number, 0xE0000000 + 0x01010101 * \number
    .endm
    .macro compare number
    li a1, 0xE0000000 + 0x01010101 * \number
    beq a1, x\number, 1f
    addi a0, a0, 1
1:
    .endm
    .macro restore number
    lw x\number, -4 * \number(s11)
    .endm

/* Asks the console what it counts, from an address that is no multiple of 4. Returns how many registers are
 * not what they were. */
    .section .text.call_with_wild_registers, "ax", %progbits
    .global call_with_wild_registers
    .type call_with_wild_registers, %function
call_with_wild_registers:
    sw s11, -4 * 27(sp)
    each_wild save
    mv s11, sp
    each_wild fill
    li a0, 1
    li a1, 0
    li a2, 0
    li a3, 0
    li a4, SYSCALL_COMMAND
    .balign 4
    c.nop
    ecall
    li a0, 0
    each_wild compare
    each_wild restore
    lw s11, -4 * 27(s11)
    ret
