/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A command that sets the comparator, and a yield that sleeps until its time has come and then has the
 * process return to a function of its own, with three arguments. An interrupt that is pending ends the
 * sleep. The CLINT of the SiFive FE310: mtime is at 0xBFF8, mtimecmp at 0x4000. */
#include "floor.inc"

    .equ TICKS, 10000
    .equ CLINT, 0x02000000
    .equ MIE_TIMER, 0x80

trap:
    csrrw   sp, mscratch, sp
    sw      t0, 20(sp)
    csrr    t0, mepc
    addi    t0, t0, 4
    csrw    mepc, t0
    beqz    a4, yield
    sw      t1, 24(sp)
    sw      t2, 28(sp)
    li      t0, CLINT + 0xBFF8
    li      t1, CLINT + 0x4000
    lw      t2, 0(t0)
    lw      t0, 4(t0)
    add     t2, t2, a2
    sltu    a0, t2, a2
    add     t0, t0, a0
    li      a0, -1
    sw      a0, 0(t1)                   /* never too early */
    sw      t0, 4(t1)
    sw      t2, 0(t1)
    li      a0, MIE_TIMER
    csrw    mie, a0
    li      a0, RETURN_SUCCESS
    lw      t0, 20(sp)
    lw      t1, 24(sp)
    lw      t2, 28(sp)
    csrrw   sp, mscratch, sp
    mret
yield:
    wfi
    csrw    mie, zero
    mv      ra, t0
    la      t0, fired
    csrw    mepc, t0
    mv      a0, a1                      /* now, reference, unused, appdata */
    mv      a1, a2
    mv      a2, a3
    mv      a3, a4
    lw      t0, 20(sp)
    csrrw   sp, mscratch, sp
    mret

program:
    li      s1, TIMES
1:  begins  WINDOW_ALARM_UPCALL
    li      a0, TICKS
    call    set_alarm
    call    yield_wait
    addi    s1, s1, -1
    bnez    s1, 1b
    j       .

set_alarm:
    mv      a2, a0
    li      a3, 0
    li      a1, 5
    li      a0, 0
    li      a4, SYSCALL_COMMAND
    ecall
    ret

fired:
    ends    WINDOW_ALARM_UPCALL
    ret
