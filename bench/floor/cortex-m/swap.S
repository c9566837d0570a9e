/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A trap that exchanges two words with those of the process, and answers with the old ones. */
#include "floor.inc"

    .thumb_func
program:
    movs    r5, #TIMES
1:  begins  WINDOW_SUBSCRIBE
    bl      subscribe
    ends    WINDOW_SUBSCRIBE
    begins  WINDOW_ALLOW_RO
    bl      subscribe
    ends    WINDOW_ALLOW_RO
    begins  WINDOW_ALLOW_RW
    bl      subscribe
    ends    WINDOW_ALLOW_RW
    subs    r5, #1
    bne     1b
    b       .

/* So are both kinds of allow. */
    .thumb_func
subscribe:
    movs    r1, #1
    svc     #SYSCALL_SUBSCRIBE
    bx      lr

    .thumb_func
svc_handler:
    mrs     r1, psp
    ldr     r3, =slot
    ldm     r3, {r0, r12}
    ldr     r2, [r1, #8]
    str     r2, [r3]
    ldr     r2, [r1, #12]
    str     r2, [r3, #4]
    movs    r2, #RETURN_SUCCESS_2U32
    strd    r2, r0, [r1]
    str     r12, [r1, #8]
    bx      lr

    .bss
    .balign 4
slot:
    .space  8
