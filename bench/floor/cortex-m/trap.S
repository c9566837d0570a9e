/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A trap that answers `success` and returns, whatever it is asked for. The hardware saves all that it uses. */
#include "floor.inc"

    .thumb_func
program:
    movs    r5, #TIMES
1:  begins  WINDOW_NULL_COMMAND
    mov     r0, r4
    bl      ask
    ends    WINDOW_NULL_COMMAND
    begins  WINDOW_MEMOP
    mov     r0, r4
    bl      change_memory
    ends    WINDOW_MEMOP
    begins  WINDOW_YIELD_NO_WAIT
    bl      yield_no_wait
    ends    WINDOW_YIELD_NO_WAIT
    subs    r5, #1
    bne     1b
    b       .

    .thumb_func
change_memory:
    mov     r1, r0
    movs    r0, #MEMOP_BRK
    svc     #SYSCALL_MEMOP
    bx      lr

    .thumb_func
yield_no_wait:
    movs    r0, #YIELD_NO_WAIT
    mov     r1, sp
    svc     #SYSCALL_YIELD
    bx      lr

    .thumb_func
ask:
    movs    r3, #0
    mov     r2, r3
    mov     r1, r3
    svc     #SYSCALL_COMMAND
    bx      lr

    .thumb_func
svc_handler:
    mrs     r1, psp
    movs    r0, #RETURN_SUCCESS
    str     r0, [r1]
    bx      lr
