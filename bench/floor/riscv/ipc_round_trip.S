/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A command that only returns, since there is nobody else whom to notify; and a yield that switches to
 * the other process and has it return to its function, with three arguments. Twice. */
#include "floor.inc"

trap:
    csrrw   sp, mscratch, sp
    beqz    a4, yield
    sw      t0, 20(sp)
    csrr    t0, mepc
    addi    t0, t0, 4
    csrw    mepc, t0
    li      a0, RETURN_SUCCESS
    lw      t0, 20(sp)
    csrrw   sp, mscratch, sp
    mret
yield:
    save_context
    lw      sp, CONTEXT_NEXT(sp)
    load_regions
    lw      t0, CONTEXT_PC(sp)          /* where the function returns to */
    sw      t0, 4(sp)
    lw      t0, CONTEXT_FUNCTION(sp)
    csrw    mepc, t0
    sw      t0, 40(sp)                  /* its arguments */
    sw      t0, 44(sp)
    sw      t0, 48(sp)
    sw      t0, 52(sp)
    load_context
    mret

program:                                /* first as the client, which sets the service up */
    la      t0, context_a
    la      t1, context_b
    sw      t1, CONTEXT_NEXT(t0)
    sw      t0, CONTEXT_NEXT(t1)
    la      t2, answered
    sw      t2, CONTEXT_FUNCTION(t0)
    la      t2, serve
    sw      t2, CONTEXT_FUNCTION(t1)
    la      t2, service
    sw      t2, CONTEXT_PC(t1)
    la      t2, stack_b
    sw      t2, 8(t1)
    li      s1, TIMES
1:  li      s0, 0
    begins  WINDOW_IPC_ROUND_TRIP
    call    notify
2:  bnez    s0, 3f
    call    yield_wait
    j       2b
3:  ends    WINDOW_IPC_ROUND_TRIP
    addi    s1, s1, -1
    bnez    s1, 1b
    j       .

answered:
    li      s0, 1
    ret

service:
    call    yield_wait
    j       service

serve:
    addi    sp, sp, -16
    sw      ra, 12(sp)
    call    notify
    lw      ra, 12(sp)
    addi    sp, sp, 16
    ret

notify:
    li      a3, 0
    li      a2, 0
    li      a1, 2
    lui     a0, 0x10
    li      a4, SYSCALL_COMMAND
    ecall
    ret
