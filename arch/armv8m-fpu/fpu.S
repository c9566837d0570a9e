/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The floating-point unit. The kernel has no use for it; processes have, and never see what another left.
 *
 * A process's first instruction for it sets CONTROL.FPCA. From then on all its exceptions push the
 * extended frame, and bit 4 of EXC_RETURN is clear, which its context keeps. With FPCCR.TS that frame
 * has room for all registers, and whatever is saved there is zeroed in the unit; without FPCCR.LSPEN
 * it is saved at once (DDI0553B B4, PushStack()). So when the kernel runs there is nothing in the unit, nor
 * anything still to be saved of it: it has nothing to do, and processes are left and entered as if
 * there were no unit.
 *
 * To be saved at once is more than simple here: to put off what is to be saved, to a place of its choice,
 * is an instruction that any process may execute (VLSTM), and the CPU would come back to it when
 * another process runs.
 *
 * What is cleared by hand is what was in the unit before anything, and what a process that died may have
 * kept from being saved. These instructions set FPCA and SFPA for the kernel too, which clears them before
 * anything can interrupt: no extended frame comes to lie on the main stack (tools/stack.py).
 *
 * stack: arch_fpu_drop 0
 * stack: arch_fpu_start 0 arch_fpu_drop */
    .syntax unified
    .cpu cortex-m33
    .fpu fpv5-sp-d16
    .thumb

    .equ CPACR, 0xE000ED88
    .equ CPACR_CP10_CP11, 0xF << 20         @ full access
    .equ FPCCR, 0xE000EF34
    .equ FPCCR_LSPACT, 1 << 0
    .equ FPCCR_S, 1 << 2                    @ what is in the unit is Secure ...
    .equ FPCCR_TS, 1 << 26                  @ ... and treated so
    .equ FPCCR_LSPEN, 1 << 30
    .equ FPCCR_ASPEN, 1 << 31
    .equ FPDSCR_AFTER_FPCCR, 0xE000EF3C - FPCCR
    .equ CONTROL_FPCA_SFPA, 3 << 2

    .macro function name, section
    .section \section, "ax"
    .global \name
    .type \name, %function
    .thumb_func
    .balign 4
\name:
    .endm

/* Forgets what is in the unit. */
    function arch_fpu_drop, .text.arch_fpu_drop
    cpsid   i
    movs    r2, #0
    .irp    d, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    vmov    d\d, r2, r2
    .endr
    vmsr    fpscr, r2
    mrs     r2, control
    bic     r2, #CONTROL_FPCA_SFPA
    msr     control, r2
    isb
    cpsie   i
    bx      lr

    function arch_fpu_start, .boot
    ldr     r0, =CPACR
    ldr     r1, [r0]
    orr     r1, #CPACR_CP10_CP11
    str     r1, [r0]
    dsb
    isb
    ldr     r0, =FPCCR
    ldr     r1, =FPCCR_ASPEN | FPCCR_TS | FPCCR_S
    str     r1, [r0]                        @ neither LSPEN nor LSPACT
    movs    r1, #0
    str     r1, [r0, #FPDSCR_AFTER_FPCCR]   @ FPSCR of whoever begins to use the unit
    dsb
    isb
    b       arch_fpu_drop
    .ltorg
