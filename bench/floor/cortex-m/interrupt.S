/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* An interrupt that has the process, which yielded, return to a function of its own, with three arguments. */
#include "floor.inc"

    .equ TICKS, 10000

    .thumb_func
program:
    svc     #SYSCALL_COMMAND
1:  b       1b

    .thumb_func
fired:
    ends    WINDOW_INTERRUPT_TO_UPCALL
    bx      lr

    .thumb_func
systick_handler:
    begins  WINDOW_INTERRUPT_TO_UPCALL
    mrs     r1, psp
    ldr     r2, [r1, #FRAME_PC]
    orr     r2, #1
    str     r2, [r1, #20]               @ lr
    ldr     r2, =fired
    str     r2, [r1, #FRAME_PC]
    stmia   r1, {r0, r2, r3, r12}
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
