/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* boundary_call and boundary_call_status: kernel/boundary_quarantine.h. On the stack of the caller they
 * leave what is needed to go on there when the function that they call does not return: its registers,
 * and below them a struct boundary_frame (kernel/quarantine.h).
 *
 * For tools/stack.py (see entry.S):
 * stack: boundary_call 56 boundary_is_fenced pointer
 * stack: boundary_call_status 56 boundary_is_fenced pointer
 * stack: boundary_method0 56 boundary_is_fenced pointer
 * stack: boundary_method1 56 boundary_is_fenced pointer
 * stack: boundary_method2 56 boundary_is_fenced pointer
 * stack: arch_boundary_left within boundary_call */
    .syntax unified
    .cpu cortex-m3
    .thumb

    .equ ERR_NODEVICE, 11
    .equ GRANTS_SHIFT, 8

    .section .text.boundary_call, "ax"
    .balign 4
/* The function at `offset` of the table of an interface (pointer, offset, first, second). */
    .global boundary_method0
    .global boundary_method1
    .global boundary_method2
    .type boundary_method0, %function
    .type boundary_method1, %function
    .type boundary_method2, %function
    .thumb_func
boundary_method0:
    .thumb_func
boundary_method1:
    .thumb_func
boundary_method2:
    ldr     r12, [r0]
    ldr     r12, [r12, r1]
    ldr     r1, [r0, #4]
    mov     r0, r12
    b       boundary_call

    .global boundary_call_status
    .type boundary_call_status, %function
    .thumb_func
boundary_call_status:
    mov     r12, #ERR_NODEVICE
    b       1f

    .global boundary_call
    .type boundary_call, %function
    .thumb_func
boundary_call:
    mov     r12, #0
1:  cbz     r0, 5f                      @ a function that nobody has put there
    push    {r4-r11, lr}
    ldr     r4, =layout_stack_limit
    cmp     sp, r4
    blo     4f                          @ objects that lie on themselves: no deeper
    ldr     r4, =boundary
    ldr     r5, =grant_depth
    ldr     r7, [r5]
    ldrd    r5, r6, [r4]                @ innermost, fenced
    cbnz    r6, 3f
2:  orr     r7, r12, r7, lsl #GRANTS_SHIFT
    mov     r6, r0
    push    {r5-r7}                     @ previous, function, leave
    str     sp, [r4]
    mov     r0, r1
    mov     r1, r2
    mov     r2, r3
    blx     r6
    .global arch_boundary_left
    .type arch_boundary_left, %function
    .thumb_func
arch_boundary_left:                     @ sp: the frame; r0: the answer
    ldr     r4, =boundary
    ldr     r5, [sp]
    str     r5, [r4]                    @ before the frame is no longer one
    add     sp, #12
    pop     {r4-r11, pc}

/* Somebody is in quarantine. */
3:  push    {r0-r3, r12}                @ (with what lies there already it keeps the stack aligned)
    bl      boundary_is_fenced          @ (function)
    mov     r6, r0
    pop     {r0-r3, r12}
    cmp     r6, #0
    beq     2b
4:  mov     r0, r12
    pop     {r4-r11, pc}
5:  mov     r0, r12
    bx      lr
    .ltorg
