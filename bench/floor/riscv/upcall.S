/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A yield that has the process return to a function of its own, with three arguments. */
#include "floor.inc"

trap:
    csrr    t0, mepc                    /* who yields calls, and keeps nothing in t0 */
    addi    ra, t0, 4
    la      t0, fired
    csrw    mepc, t0
    mv      a0, a1
    mv      a1, a2
    mv      a2, a3
    mv      a3, a4
    mret

program:
    li      s1, TIMES
1:  begins  WINDOW_QUEUED_UPCALL
    call    yield
    ends    WINDOW_QUEUED_UPCALL
    addi    s1, s1, -1
    bnez    s1, 1b
    j       .

yield:
    mv      s0, ra
    li      a0, YIELD_NO_WAIT
    li      a4, SYSCALL_YIELD
    ecall
    jr      s0

fired:
    ret
