/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A command that starts a timer, and a yield that sleeps until it is over and then has the process
 * return to a function of its own, with three arguments. The handler stays where it is meanwhile: an
 * interrupt that is pending wakes it. */
#include "floor.inc"

    .equ TICKS, 10000
    .equ ICSR, 0xE000ED04               /* DDI0403E B3.2.4 */

    .thumb_func
program:
    movs    r6, #TIMES
1:  begins  WINDOW_ALARM_UPCALL
    ldr     r0, =TICKS
    bl      set_alarm
    bl      yield_wait
    subs    r6, #1
    bne     1b
    b       .

    .thumb_func
set_alarm:
    mov     r2, r0
    movs    r3, #0
    movs    r1, #5
    mov     r0, r3
    svc     #SYSCALL_COMMAND
    bx      lr

    .thumb_func
fired:
    ends    WINDOW_ALARM_UPCALL
    bx      lr

    .thumb_func
svc_handler:
    mrs     r1, psp
    ldr     r3, =SYSTICK
    ldr     r2, [r1, #FRAME_PC]
    ldrb    r2, [r2, #-2]
    cbz     r2, yield
    ldr     r2, [r1, #8]
    str     r2, [r3, #4]                @ reload value
    str     r2, [r3, #8]                @ current value: any write clears it
    movs    r2, #7
    str     r2, [r3]
    movs    r0, #RETURN_SUCCESS
    str     r0, [r1]
    bx      lr
yield:
    cpsid   i                           @ from here on it is only pending
    wfi
    str     r2, [r3]                    @ stops (r2 is 0: the class of yield)
    ldr     r3, =ICSR
    mov     r2, #1 << 25                @ SysTick is not pending any more
    str     r2, [r3]
    cpsie   i
    ldr     r2, [r1, #FRAME_PC]
    orr     r2, #1
    str     r2, [r1, #20]               @ lr
    ldr     r2, =fired
    str     r2, [r1, #FRAME_PC]
    stmia   r1, {r0, r2, r3, r12}       @ now, reference, unused, appdata
    bx      lr
