/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
    .syntax unified
    .thumb

    .equ IN_LR, 52
    .equ IN_FLAGS, 56
    .equ OUT_FLAGS, 56
    .equ OUT_SP_MOVED, 60
    .equ SAVED_BYTES, 56              @ r0 to r12 and lr

    .macro probe_begin name, room
    .section .text.\name, "ax", %progbits
    .global \name
    .hidden \name
    .type \name, %function
    .balign 4
\name:
    push    {r1, r4-r11, lr}
    sub     sp, #\room
    mov     r1, sp
    str     r1, [sp]                  @ where sp ought to be afterwards
    ldr     r1, [r0, #IN_FLAGS]
    msr     apsr_nzcvq, r1
    ldr     lr, [r0, #IN_LR]
    ldmia   r0, {r0-r12}
    .endm

    .macro probe_end name, room
    push    {r0-r12, lr}
    mrs     r0, apsr
    add     r1, sp, #SAVED_BYTES
    ldr     r2, [r1]
    sub     r3, r1, r2
    ldr     r4, [r1, #\room]          @ out
    str     r0, [r4, #OUT_FLAGS]
    str     r3, [r4, #OUT_SP_MOVED]
    movs    r5, #SAVED_BYTES / 4
1:  pop     {r6}
    stmia   r4!, {r6}
    subs    r5, #1
    bne     1b
    add     sp, #\room
    pop     {r1, r4-r11, pc}
    .size \name, . - \name
    .endm

    .macro probe_class class
    probe_begin probe_\class, 8
    svc     #\class
after_probe_\class:
    probe_end probe_\class, 8
    .endm

    probe_class 0
    probe_class 1
    probe_class 2
    probe_class 3
    probe_class 4
    probe_class 5
    probe_class 6
    probe_class 7
    .global after_probe_0
    .hidden after_probe_0

    probe_begin probe_2_odd, 12
    svc     #2
    probe_end probe_2_odd, 12

    probe_begin probe_5_odd, 12
    svc     #5
    probe_end probe_5_odd, 12

    probe_begin probe_loop, 8
1:  sub     r0, r0, #1                @ none of this changes the flags
    cbz     r0, 2f
    b       1b
2:
    probe_end probe_loop, 8
