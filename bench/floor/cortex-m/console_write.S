/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A trap that waits for room and stores, byte by byte. Nobody else writes, and nobody runs meanwhile.
 * The port is the PL011 of the LM3S6965 (data sheet 12.5): data at 0x000, flags at 0x018. */
#include "floor.inc"

    .equ UART, 0x4000C000

    .thumb_func
program:
    movs    r6, #TIMES
1:  begins  WINDOW_CONSOLE_WRITE_1
    ldr     r0, =0
    movs    r1, #1
    bl      write
    ends    WINDOW_CONSOLE_WRITE_1
    begins  WINDOW_CONSOLE_WRITE_64
    ldr     r0, =0
    movs    r1, #64
    bl      write
    ends    WINDOW_CONSOLE_WRITE_64
    begins  WINDOW_CONSOLE_WRITE_1024
    ldr     r0, =0
    mov     r1, #1024
    bl      write
    ends    WINDOW_CONSOLE_WRITE_1024
    subs    r6, #1
    bne     1b
    b       .

    .thumb_func
write:
    svc     #SYSCALL_COMMAND
    bx      lr

    .thumb_func
svc_handler:
    ldr     r3, =UART
1:  ldr     r2, [r3, #0x18]
    lsls    r2, #26                     @ the transmit FIFO is full
    bmi     1b
    ldrb    r2, [r0], #1
    str     r2, [r3]
    subs    r1, #1
    bne     1b
    mrs     r1, psp
    movs    r0, #RETURN_SUCCESS
    str     r0, [r1]
    bx      lr
