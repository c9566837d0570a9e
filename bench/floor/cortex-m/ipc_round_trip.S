/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A command that only returns, since there is nobody else whom to notify; and a yield that switches to
 * the other process and has it return to its function, with three arguments. Twice. */
#include "floor.inc"

    .thumb_func
program:                                @ first as the client, which sets the service up
    ldr     r4, =context_b
    ldr     r0, =stack_b - FRAME_BYTES
    str     r0, [r4]
    ldr     r1, =context_a
    str     r1, [r4, #36]
    str     r4, [r1, #36]
    ldr     r2, =answered
    str     r2, [r1, #56]
    ldr     r2, =serve
    str     r2, [r4, #56]
    ldr     r2, =service
    str     r2, [r0, #FRAME_PC]
    mov     r2, #XPSR_THUMB
    str     r2, [r0, #FRAME_PC + 4]
    ldr     r2, =current
    str     r1, [r2]
    movs    r6, #TIMES
1:  movs    r5, #0
    begins  WINDOW_IPC_ROUND_TRIP
    bl      notify
2:  cbnz    r5, 3f
    bl      yield_wait
    b       2b
3:  ends    WINDOW_IPC_ROUND_TRIP
    subs    r6, #1
    bne     1b
    b       .

    .thumb_func
answered:
    movs    r5, #1
    bx      lr

    .thumb_func
service:
    bl      yield_wait
    b       service

    .thumb_func
serve:
    push    {r3, lr}
    bl      notify
    pop     {r3, pc}

    .thumb_func
notify:
    movs    r3, #0
    mov     r2, r3
    movs    r1, #2
    mov     r0, #0x10000
    svc     #SYSCALL_COMMAND
    bx      lr

    .thumb_func
svc_handler:
    mrs     r1, psp
    ldr     r2, [r1, #FRAME_PC]
    ldrb    r3, [r2, #-2]
    cbz     r3, yield
    movs    r0, #RETURN_SUCCESS
    str     r0, [r1]
    bx      lr
yield:
    ldr     r12, =current
    ldr     r0, [r12]
    stmia   r0!, {r1, r4-r11}
    ldr     r0, [r0]
    str     r0, [r12]
    ldr     r2, =MPU_RBAR
    add     r3, r0, #40
    ldmia   r3, {r4-r7}
    stmia   r2, {r4-r7}
    ldr     r12, [r3, #16]              @ its function
    ldmia   r0, {r1, r4-r11}
    ldr     r2, [r1, #FRAME_PC]
    orr     r2, #1
    str     r2, [r1, #20]               @ lr
    str     r12, [r1, #FRAME_PC]
    stmia   r1, {r0, r2, r3, r12}       @ the arguments
    msr     psp, r1
    bx      lr

    .bss
current:
    .space  4
context_a:                              @ psp, r4 to r11, the next one, its regions, its function
    .space  60
context_b:
    .space  60
