/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The floating-point unit. The kernel has no use for it; processes have, and never see what another left.
 *
 * A process's first instruction for it sets CONTROL.FPCA. From then on all its exceptions push the
 * extended frame, whose upper part is for s0 to s15 and FPSCR, and bit 4 of EXC_RETURN is clear. That
 * part is only reserved: FPCCR.LSPACT says that it is to be filled, FPCAR where, and the CPU does so
 * before the next instruction for the unit, whoever executes that (DDI0403E B1.5.7). When the exception
 * returns to the same process nothing has been moved, in neither direction. So a system call costs
 * a process that uses the unit no more than another.
 *
 * A process is never left with LSPACT set. Storing its s16 to s31 is an instruction for the unit: it has
 * the CPU fill the frame there and then, with the process's regions loaded and its privileges, after the
 * frame was found to be in its memory. Where it is not, or the process died of a fault, what was to be
 * saved is dropped. Then the registers are cleared: whoever runs next and has a basic frame finds
 * zeros if it begins to use the unit.
 *
 * These instructions set FPCA for the kernel too, which clears it before anything can interrupt: no
 * extended frame comes to lie on the main stack (tools/stack.py).
 *
 * stack: arch_fpu_leave 8 arch_fpu_drop arch_stack_outside
 * stack: arch_fpu_drop 0
 * stack: arch_fpu_start 0 arch_fpu_drop
 * stack: arch_fpu_enter_from_trap 0
 * stack: arch_fpu_enter 0 */
#include "arch/cortex-m/offsets.h"

    .syntax unified
    .cpu cortex-m4
    .fpu fpv4-sp-d16
    .thumb

    .equ FRAME_EXTENDED_BYTES, 104
    .equ CPACR, 0xE000ED88
    .equ CPACR_CP10_CP11, 0xF << 20         @ full access
    .equ FPCCR, 0xE000EF34
    .equ FPCCR_LSPACT, 1 << 0
    .equ FPCCR_ASPEN_LSPEN, 3 << 30
    .equ FPDSCR_AFTER_FPCCR, 0xE000EF3C - FPCCR
    .equ CONTROL_FPCA, 1 << 2

    .macro function name, section
    .section \section, "ax"
    .global \name
    .type \name, %function
    .thumb_func
    .balign 4
\name:
    .endm

/* The kernel does not use the unit: FPCA is clear again before an interrupt comes. */
    .macro end_of_use register
    mrs     \register, control
    bic     \register, #CONTROL_FPCA
    msr     control, \register
    isb
    cpsie   i
    .endm

/* Saves what a process with an extended frame has in the unit (process). Its psp is in its context. If
 * the frame does not lie in [start, app_break) it dies, as at a system call (entry.S): it was interrupted
 * there, or has moved its break since. */
    function arch_fpu_leave, .text.arch_fpu_leave
    ldr     r1, [r0]
    ldrd    r2, r3, [r0, #OFFSET_START_AND_BREAK]
    cmp     r1, r2
    blo     outside
    sub     r3, #FRAME_EXTENDED_BYTES
    cmp     r1, r3
    bhi     outside
    adds    r0, #OFFSET_S16
    cpsid   i
    vstmia  r0, {s16-s31}                   @ and the CPU fills the frame
    b       clear

outside:
    push    {r0, lr}
    bl      arch_fpu_drop
    pop     {r0, lr}
    b       arch_stack_outside              @ (process)

/* Forgets what is in the unit, and what is to be saved of it. */
    .global arch_fpu_drop
    .type arch_fpu_drop, %function
    .thumb_func
arch_fpu_drop:
    ldr     r1, =FPCCR
    ldr     r2, [r1]
    bic     r2, #FPCCR_LSPACT
    str     r2, [r1]
    dsb
    isb
    cpsid   i
clear:
    movs    r2, #0
    .irp    d, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    vmov    d\d, r2, r2
    .endr
    vmsr    fpscr, r2
    end_of_use r2
    bx      lr
    .ltorg

/* Returns to a process with an extended frame (process; lr: EXC_RETURN). */
    function arch_fpu_enter_from_trap, .text.arch_fpu_enter
    add     sp, #16                         @ what arch_svc_handler pushed
    .global arch_fpu_enter
    .type arch_fpu_enter, %function
    .thumb_func
arch_fpu_enter:
    adds    r0, #OFFSET_S16
    cpsid   i
    vldmia  r0, {s16-s31}
    end_of_use r1
    bx      lr                              @ and the CPU takes the rest from the frame

    function arch_fpu_start, .boot
    ldr     r0, =CPACR
    ldr     r1, [r0]
    orr     r1, #CPACR_CP10_CP11
    str     r1, [r0]
    dsb
    isb
    ldr     r0, =FPCCR
    mov     r1, #FPCCR_ASPEN_LSPEN
    str     r1, [r0]
    movs    r1, #0
    str     r1, [r0, #FPDSCR_AFTER_FPCCR]   @ FPSCR of whoever begins to use the unit
    b       arch_fpu_drop
    .ltorg
