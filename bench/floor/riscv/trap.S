/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A trap that answers `success` and returns behind the ecall, whatever it is asked for. It needs one register. */
#include "floor.inc"

trap:
    csrw    mscratch, t0
    csrr    t0, mepc
    addi    t0, t0, 4
    csrw    mepc, t0
    li      a0, RETURN_SUCCESS
    csrr    t0, mscratch
    mret

program:
    li      s1, TIMES
1:  begins  WINDOW_NULL_COMMAND
    mv      a0, s0
    call    ask
    ends    WINDOW_NULL_COMMAND
    begins  WINDOW_MEMOP
    mv      a0, s0
    call    change_memory
    ends    WINDOW_MEMOP
    begins  WINDOW_YIELD_NO_WAIT
    call    yield_no_wait
    ends    WINDOW_YIELD_NO_WAIT
    addi    s1, s1, -1
    bnez    s1, 1b
    j       .

change_memory:
    mv      a1, a0
    li      a0, MEMOP_BRK
    li      a4, SYSCALL_MEMOP
    ecall
    ret

yield_no_wait:
    li      a0, YIELD_NO_WAIT
    mv      a1, sp
    li      a4, SYSCALL_YIELD
    ecall
    ret

ask:
    li      a1, 0
    li      a2, 0
    li      a3, 0
    li      a4, SYSCALL_COMMAND
    ecall
    ret
