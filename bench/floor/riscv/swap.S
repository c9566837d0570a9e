/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A trap that exchanges two words with those of the process, and answers with the old ones. */
#include "floor.inc"

trap:
    csrrw   sp, mscratch, sp
    sw      t0, 20(sp)
    csrr    t0, mepc
    addi    t0, t0, 4
    csrw    mepc, t0
    la      t0, slot
    lw      a1, 0(t0)
    sw      a2, 0(t0)
    lw      a2, 4(t0)
    sw      a3, 4(t0)
    li      a0, RETURN_SUCCESS_2U32
    lw      t0, 20(sp)
    csrrw   sp, mscratch, sp
    mret

program:
    li      s1, TIMES
1:  begins  WINDOW_SUBSCRIBE
    call    subscribe
    ends    WINDOW_SUBSCRIBE
    begins  WINDOW_ALLOW_RO
    call    subscribe
    ends    WINDOW_ALLOW_RO
    begins  WINDOW_ALLOW_RW
    call    subscribe
    ends    WINDOW_ALLOW_RW
    addi    s1, s1, -1
    bnez    s1, 1b
    j       .

/* So are both kinds of allow. */
subscribe:
    li      a1, 1
    li      a4, SYSCALL_SUBSCRIBE
    ecall
    ret

    .bss
    .balign 4
slot:
    .space  8
