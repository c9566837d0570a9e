/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A timer's interrupt that sets the timer anew, saves all registers of one process and loads those of the other,
 * and its two regions of memory protection. Neither of the two ever asks for anything. */
#include "floor.inc"

    .equ CLINT, 0x02000000              /* mtime is at 0xBFF8, mtimecmp at 0x4000 */
    .equ TICKS, 1000
    .equ MIE_TIMER, 0x80

/* The first trap is the program's: from then on the timer interrupts. */
trap:
    la      t0, tick
    csrw    mtvec, t0
    li      t0, MIE_TIMER
    csrw    mie, t0
    csrr    t0, mepc
    addi    t0, t0, 4
    csrw    mepc, t0
    mret

    .macro set_timer
    li      t0, CLINT + 0xBFF8
    lw      t1, 0(t0)
    addi    t1, t1, TICKS
    li      t0, CLINT + 0x4000
    sw      t1, 0(t0)
    .endm

    .balign 4
tick:
    begins  WINDOW_PREEMPTION
    csrrw   sp, mscratch, sp
    save_context 0
    set_timer
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
    la      t2, compute
    sw      t2, CONTEXT_PC(t1)
    li      t0, CLINT + 0x4000
    sw      zero, 4(t0)
    set_timer
    ecall
compute:
1:  ends    WINDOW_PREEMPTION
    j       1b
