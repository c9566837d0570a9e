/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A trap that waits for room and stores, byte by byte. Nobody else writes, and nobody runs meanwhile.
 * The port is a 16550: data at 0, line status at 5, of which bit 5 says that there is room. */
#include "floor.inc"

    .equ UART, 0x10000000

trap:
    csrrw   sp, mscratch, sp
    sw      t0, 20(sp)
    sw      t1, 24(sp)
    li      t1, UART
1:  lbu     t0, 5(t1)
    andi    t0, t0, 0x20
    beqz    t0, 1b
    lbu     t0, 0(a0)
    sb      t0, 0(t1)
    addi    a0, a0, 1
    addi    a1, a1, -1
    bnez    a1, 1b
    csrr    t0, mepc
    addi    t0, t0, 4
    csrw    mepc, t0
    li      a0, RETURN_SUCCESS
    lw      t0, 20(sp)
    lw      t1, 24(sp)
    csrrw   sp, mscratch, sp
    mret

program:
    li      s1, TIMES
1:  begins  WINDOW_CONSOLE_WRITE_1
    la      a0, program
    li      a1, 1
    call    write
    ends    WINDOW_CONSOLE_WRITE_1
    begins  WINDOW_CONSOLE_WRITE_64
    la      a0, program
    li      a1, 64
    call    write
    ends    WINDOW_CONSOLE_WRITE_64
    begins  WINDOW_CONSOLE_WRITE_1024
    la      a0, program
    li      a1, 1024
    call    write
    ends    WINDOW_CONSOLE_WRITE_1024
    addi    s1, s1, -1
    bnez    s1, 1b
    j       .

write:
    li      a4, SYSCALL_COMMAND
    ecall
    ret
