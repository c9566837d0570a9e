/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A trap that saves all registers of one process and loads those of the other, and its two regions of
 * memory protection, which have two addresses each. */
#include "floor.inc"

trap:
    csrrw   sp, mscratch, sp
    save_context
    lw      sp, CONTEXT_NEXT(sp)
    load_regions
    lw      t0, CONTEXT_PC(sp)
    csrw    mepc, t0
    load_context
    mret

program:                                /* first as process a, which sets b up */
    la      t0, context_a
    la      t1, context_b
    sw      t1, CONTEXT_NEXT(t0)
    sw      t0, CONTEXT_NEXT(t1)
    la      t2, process_b
    sw      t2, CONTEXT_PC(t1)
    li      s1, TIMES
1:  begins  WINDOW_SWITCH_TO_INTERRUPTED
    call    yield_wait
    addi    s1, s1, -1
    bnez    s1, 1b
    j       .

process_b:
1:  ends    WINDOW_SWITCH_TO_INTERRUPTED
    li      a0, YIELD_WAIT
    li      a4, SYSCALL_YIELD
    ecall
    j       1b
