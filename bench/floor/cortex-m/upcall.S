/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A yield that has the process return to a function of its own, with three arguments. */
#include "floor.inc"

    .thumb_func
program:
    movs    r5, #TIMES
1:  begins  WINDOW_QUEUED_UPCALL
    bl      yield
    ends    WINDOW_QUEUED_UPCALL
    subs    r5, #1
    bne     1b
    b       .

    .thumb_func
yield:
    push    {r3, lr}
    movs    r0, #YIELD_NO_WAIT
    svc     #SYSCALL_YIELD
    pop     {r3, pc}

    .thumb_func
fired:
    bx      lr

    .thumb_func
svc_handler:
    mrs     r1, psp
    ldr     r2, [r1, #FRAME_PC]
    orr     r2, #1
    str     r2, [r1, #20]               @ lr
    ldr     r2, =fired
    str     r2, [r1, #FRAME_PC]
    stmia   r1, {r0, r2, r3, r12}
    bx      lr
