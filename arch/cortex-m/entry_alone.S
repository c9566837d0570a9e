/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Entry to a kernel without processes (PROCESSES=no), in place of entry.S: there is one stack and one
 * mode, and whatever is no interrupt is a fault. Source: DDI0403E B1.5.
 *
 * For tools/stack.py (see entry.S):
 * stack: arch_interrupt_handler 0
 * stack: arch_fault_handler 0 arch_kernel_faulted
 * stack: arch_svc_handler 0 arch_fault_handler
 * stack: arch_pendsv_handler 0 arch_fault_handler
 * stack: arch_watch_handler 0 arch_fault_handler */
#include "arch/cortex-m/offsets.h"

    .syntax unified
    .cpu cortex-m3
    .thumb

    .equ NVIC_ICER0, 0xE000E180

    .macro function name
    .section .text.\name, "ax"
    .global \name
    .type \name, %function
    .thumb_func
    .balign 4
\name:
    .endm

/* Mask the line, remember it, leave. The bottom half comes from the main loop. */
    function arch_interrupt_handler
    mrs     r0, ipsr
    subs    r0, #16
    and     r1, r0, #31
    lsrs    r2, r0, #5
    movs    r3, #1
    lsls    r3, r1
    ldr     r1, =NVIC_ICER0
    str     r3, [r1, r2, lsl #2]
    dsb
    ldr     r1, =arch_interrupts
    ldr     r0, [r1, r2, lsl #2]
    orrs    r0, r3
    str     r0, [r1, r2, lsl #2]
    ldr     r1, =kernel
    str     r3, [r1, #OFFSET_INTERRUPTS]    @ anything but 0
    bx      lr
    .ltorg

    function arch_fault_handler
    mov     r0, sp
    mov     r4, lr
    bl      arch_kernel_faulted         @ (frame): the other frame
    mov     sp, r0
    bx      r4

/* Nobody asks for these. */
    function arch_svc_handler
    b       arch_fault_handler
    function arch_pendsv_handler
    b       arch_fault_handler
    function arch_watch_handler
    b       arch_fault_handler

    .section .bss.arch_main_sp, "aw", %nobits
    .balign 4
    .global arch_main_sp
arch_main_sp:
    .space 4
