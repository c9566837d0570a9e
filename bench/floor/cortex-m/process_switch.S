/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A trap that saves the registers of one process and loads those of the other, and its two regions of
 * memory protection: flash and RAM. Which of the two is next needs no search. */
#include "floor.inc"

    .thumb_func
program:                            @ first as process a, which sets b up
    ldr     r4, =context_b
    ldr     r0, =stack_b - FRAME_BYTES
    str     r0, [r4]
    ldr     r1, =context_a
    str     r1, [r4, #36]
    str     r4, [r1, #36]
    ldr     r2, =process_b
    str     r2, [r0, #FRAME_PC]
    mov     r2, #XPSR_THUMB
    str     r2, [r0, #FRAME_PC + 4]
    ldr     r2, =current
    str     r1, [r2]
    movs    r6, #TIMES
1:  begins  WINDOW_SWITCH_TO_INTERRUPTED
    bl      yield_wait
    subs    r6, #1
    bne     1b
    b       .

    .thumb_func
process_b:
1:  ends    WINDOW_SWITCH_TO_INTERRUPTED
    movs    r0, #YIELD_WAIT
    svc     #SYSCALL_YIELD
    b       1b

    .thumb_func
svc_handler:
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

    .bss
current:
    .space  4
context_a:                          @ psp, r4 to r11, the next one, its regions
    .space  56
context_b:
    .space  56
