/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A timer's interrupt that saves the registers of one process and loads those of the other, and its two regions
 * of memory protection. Neither of the two ever asks for anything. */
#include "floor.inc"

    .equ TICKS, 10000

    .thumb_func
program:                            @ first as process a, which sets b up
    ldr     r4, =context_b
    ldr     r0, =stack_b - FRAME_BYTES
    str     r0, [r4]
    ldr     r1, =context_a
    str     r1, [r4, #36]
    str     r4, [r1, #36]
    ldr     r2, =compute
    str     r2, [r0, #FRAME_PC]
    mov     r2, #XPSR_THUMB
    str     r2, [r0, #FRAME_PC + 4]
    ldr     r2, =current
    str     r1, [r2]
    svc     #SYSCALL_COMMAND
    .thumb_func
compute:
1:  ends    WINDOW_PREEMPTION
    b       1b

    .thumb_func
systick_handler:
    begins  WINDOW_PREEMPTION
    ldr     r2, =current
    mrs     r1, psp
    ldr     r0, [r2]
    stmia   r0!, {r1, r4-r11}
    ldr     r0, [r0]
    str     r0, [r2]
    ldr     r2, =MPU_RBAR
    add     r3, r0, #40
    ldmia   r3, {r4-r7}
    stmia   r2, {r4-r7}
    ldmia   r0, {r1, r4-r11}
    msr     psp, r1
    bx      lr

    .thumb_func
svc_handler:
    ldr     r3, =SYSTICK
    ldr     r2, =TICKS
    str     r2, [r3, #4]                @ reload value
    str     r2, [r3, #8]                @ current value: any write clears it
    movs    r2, #7
    str     r2, [r3]
    bx      lr

    .bss
    .balign 4
current:
    .space  4
context_a:                          @ psp, r4 to r11, the next one, its regions
    .space  56
context_b:
    .space  56
