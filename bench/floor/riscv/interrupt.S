/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* An interrupt that sets the timer anew and has the process, which yielded and keeps nothing in registers that are
 * its caller's, return to a function of its own, with three arguments. */
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
    begins  WINDOW_INTERRUPT_TO_UPCALL
    set_timer
    csrr    ra, mepc
    la      t0, fired
    csrw    mepc, t0
    mv      a0, t1
    mv      a1, a2
    mv      a2, a3
    mv      a3, a4
    mret

program:
    li      t0, CLINT + 0x4000
    sw      zero, 4(t0)
    set_timer
    ecall
1:  j       1b

fired:
    ends    WINDOW_INTERRUPT_TO_UPCALL
    ret
