/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Entry to and exit from the kernel on ARMv7-M.
 *
 * The main loop runs in Thread mode on the main stack. To run a process it pends PendSV, whose
 * handler loads the process and returns to it: Thread mode, unprivileged, process stack. While the
 * process runs the main stack holds the main loop's frame, and traps run on top of it. A trap
 * either returns to the process, having saved only what C may destroy (which the hardware did), or
 * leaves it: saves the rest, and returns to the main loop's frame instead.
 *
 * SVC, PendSV and all interrupts have one priority, so none of them interrupts another.
 * Faults are above them. Source: DDI0403E B1.5.
 *
 * What each takes of the main stack, beyond what the CPU pushes, and what it calls then; tools/stack.py
 * reads it, and tests/tools/test_stack.py compares it with the code:
 *
 * stack: arch_svc_handler 16 syscall arch_stack_outside main_loop_choose syscall_abandoned arch_fpu_leave arch_fpu_enter_from_trap
 * stack: arch_interrupt_handler 0
 * stack: arch_process_run 40
 * stack: arch_pendsv_handler 0 arch_fpu_enter
 * stack: arch_fault_handler 0 arch_process_faulted arch_kernel_faulted arch_fpu_drop
 * stack: arch_watch_handler 8 arch_watch
 * stack: arch_command_left within arch_svc_handler */
#include "arch/cortex-m/offsets.h"

    .syntax unified
    .cpu cortex-m3
    .thumb

    .equ EXC_RETURN_THREAD_MSP, 0xFFFFFFF9
    .equ EXC_RETURN_THREAD_PSP, 0xFFFFFFFD
    .equ EXC_RETURN_PSP_BIT, 4
    .equ FRAME_BYTES, 32
    .equ FRAME_PC, 24
    .equ ICSR, 0xE000ED04
    .equ ICSR_PENDSVSET, 1 << 28
    .equ NVIC_ICER0, 0xE000E180

    .macro function name
    .section .text.\name, "ax"
    .global \name
    .type \name, %function
    .thumb_func
    .balign 4
\name:
    .endm

/* What differs where there is a floating-point unit, whose users have larger frames (arch/cortex-m-fpu,
 * arch/armv8m-fpu). */
#ifdef ARCH_FPU
#include "fpu_entry.inc"
#else
#define CONTEXT r1, r4-r11
    .macro look_at_kind_of_frame
    .endm
    .macro rest_of_look_at_kind_of_frame
    .endm
    .macro exc_return_of_trap
    .endm
    .macro leave_fpu_in_trap
    .endm
    .macro return_to_process
    pop     {r1-r3, pc}
    .endm
    .macro leave_fpu
    .endm
    .macro exc_return_of_process
    ldr     lr, =EXC_RETURN_THREAD_PSP
    .endm
    .macro drop_fpu
    .endm
#endif

/* A system call. Only processes execute svc, so this always comes from one.
 * The frame that the hardware pushed must lie in [start, app_break) (ABI 1.4, "stack sanity"). */
    function arch_svc_handler
    ldr     r3, =kernel
    ldr     r0, [r3, #OFFSET_CURRENT]
    mrs     r1, psp
#ifdef CAPSULE_QUARANTINE
    stmia   r0, {CONTEXT}               @ for a command that does not return
#endif
    ldrd    r2, r12, [r0, #OFFSET_START_AND_BREAK]
    cmp     r1, r2
    blo     bad_stack
    sub     r12, r12, #FRAME_BYTES
    look_at_kind_of_frame
    cmp     r1, r12
    bhi     bad_stack
    ldr     r2, [r1, #FRAME_PC]
    ldrb    r2, [r2, #-2]               @ the immediate of the svc: its class
    ldrd    r3, r12, [r1]
    strd    r3, r12, [r0, #OFFSET_LAST_ARGS] @ syscall_note
    ldr     r3, [r0, #OFFSET_SYSCALLS]
    adds    r3, #1
    strd    r3, r2, [r0, #OFFSET_SYSCALLS]
    push    {r0-r2, lr}                 @ (r2 keeps the stack aligned)
    bl      syscall                     @ (process, registers, class)
    cbnz    r0, switch_process
    pop     {r1-r3, pc}

    rest_of_look_at_kind_of_frame
bad_stack:
    push    {r0-r2, lr}
    bl      arch_stack_outside          @ (process)
    /* falls through */

/* Saves the process that was left and enters the next one straight away, if there is one. */
switch_process:
    exc_return_of_trap
#ifndef CAPSULE_QUARANTINE
    ldrd    r0, r1, [sp]                @ the process and its stack pointer
    stmia   r0, {CONTEXT}
#endif
    leave_fpu_in_trap
    bl      main_loop_choose
    cbz     r0, 1f
    ldmia   r0, {CONTEXT}
    msr     psp, r1
    return_to_process
1:  pop     {r1-r3, lr}
    b       return_to_main_loop

#ifdef CAPSULE_QUARANTINE
/* The driver of a command had a fault: fault.c has the trap go on here, with its stack as it was. */
    .global arch_command_left
    .type arch_command_left, %function
    .thumb_func
arch_command_left:
    ldrd    r0, r1, [sp]
    ldmia   r0, {r2, r4-r11}
    bl      syscall_abandoned           @ (process, registers)
    cmp     r0, #0
    bne     switch_process
    pop     {r1-r3, pc}
#endif

/* Saves the process that was interrupted and returns to the main loop instead. */
leave_process:
    ldr     r3, =kernel
    ldr     r0, [r3, #OFFSET_CURRENT]
    mrs     r1, psp
    stmia   r0, {CONTEXT}
    leave_fpu
return_to_main_loop:
    movs    r1, #0
    msr     control, r1                 @ Thread mode is privileged again
    ldr     lr, =EXC_RETURN_THREAD_MSP
    bx      lr
    .ltorg

/* An interrupt: mask the line, remember it, leave. The bottom half comes from the main loop. */
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
    tst     lr, #EXC_RETURN_PSP_BIT
    bne     leave_process
    bx      lr
    .ltorg

/* void arch_process_run(void): see arch.h. PendSV comes before the isb is through. */
    function arch_process_run
    push    {r3-r11, lr}
    ldr     r0, =ICSR
    mov     r1, #ICSR_PENDSVSET
    str     r1, [r0]
    dsb
    isb
    pop     {r3-r11, pc}

/* Enters kernel.current, unless an interrupt was marked between the main loop's last look and now.
 * From here on marks wait: they have this handler's priority. */
    function arch_pendsv_handler
    ldr     r3, =kernel
    ldr     r0, [r3, #OFFSET_INTERRUPTS]
    cbnz    r0, 1f
    ldr     r2, =arch_main_sp
    str     sp, [r2]
    ldr     r0, [r3, #OFFSET_CURRENT]
    ldmia   r0, {CONTEXT}
    msr     psp, r1
    movs    r1, #1
    msr     control, r1                 @ Thread mode is unprivileged
    exc_return_of_process
1:  bx      lr

/* Every fault. From a process: it dies.
 * A process can have a frame that no return accepts (an exception number in its xPSR). What was
 * pushed for such a fault is not to be relied on, and some models push it on the main stack: the
 * main loop's frame is found where it was when the process was entered. */
    function arch_fault_handler
    tst     lr, #EXC_RETURN_PSP_BIT
    beq     1f
    ldr     r3, =kernel
    ldr     r0, [r3, #OFFSET_CURRENT]
    mrs     r1, psp
    stmia   r0, {CONTEXT}
    ldr     r2, =arch_main_sp
    ldr     sp, [r2]
    drop_fpu
    bl      arch_process_faulted        @ (process)
    movs    r1, #0
    msr     control, r1
    ldr     lr, =EXC_RETURN_THREAD_MSP
    bx      lr
/* Or from a capsule: the CPU may be told to go on elsewhere, with another frame. */
1:  mov     r0, sp
    mov     r4, lr                      @ whoever goes on elsewhere has r4 to r11 from there
    bl      arch_kernel_faulted         @ (frame): the other frame
    mov     sp, r0
    bx      r4
    .ltorg

/* The watchdog, above the kernel: it may find a capsule that is too slow. */
    function arch_watch_handler
    tst     lr, #EXC_RETURN_PSP_BIT
    ite     eq
    moveq   r0, sp
    movne   r0, #0
    push    {r4, lr}
    bl      arch_watch                  @ (frame, NULL in a process): the other frame, or NULL
    pop     {r4, lr}
    cbz     r0, 1f
    mov     sp, r0
1:  bx      lr

    .section .bss.arch_main_sp, "aw", %nobits
    .balign 4
    .global arch_main_sp
arch_main_sp:
    .space 4
