/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Start of a raw program: keeps what the kernel gave (struct start), takes RAW_STACK bytes of RAM,
 * makes them the stack, and calls raw_main. Source: ABI 1.5, "process entry". */
#include "abi/syscall.h"
#include "tests/qemu/raw/raw.h"

#define START_BYTES 32                  /* of struct start, rounded up for the stack */

    .section .start, "ax", %progbits
    .global _start
    .type _start, %function
_start:
    or      s0, s0, s1                  # all of these ought to be 0; from here on they serve
    .irp    name, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
    or      s0, s0, \name
    .endr
    .irp    name, t0, t1, t2, t3, t4, t5, t6, a4, a5, a6, a7, gp, tp
    or      s0, s0, \name
    .endr
    mv      s1, a0
    mv      s2, a1
    mv      s3, a2
    mv      s4, a3
    mv      s5, ra
    mv      s6, sp

    li      s7, RAW_STACK
    add     s7, s7, s2                  # the break, and the top of the stack
    li      a0, MEMOP_BRK
    mv      a1, s7
    li      a4, SYSCALL_MEMOP
    ecall
    li      t0, RETURN_SUCCESS
    bne     a0, t0, 1f
    mv      sp, s7
    li      a0, MEMOP_DEBUG_STACK_TOP
    mv      a1, s7
    ecall
    li      a0, MEMOP_DEBUG_HEAP_START
    mv      a1, s7
    ecall

    addi    sp, sp, -START_BYTES        # struct start
    sw      s0, 0(sp)
    sw      s1, 4(sp)
    sw      s2, 8(sp)
    sw      s3, 12(sp)
    sw      s4, 16(sp)
    sw      s5, 20(sp)
    sw      s6, 24(sp)
    mv      a0, sp
    call    raw_main
1:  mv      a1, a0
    li      a0, EXIT_TERMINATE
    li      a4, SYSCALL_EXIT
    ecall
    .size _start, . - _start

/* See raw.h. */
    .section .text.raw_yield_wait, "ax", %progbits
    .global raw_yield_wait
    .type raw_yield_wait, %function
raw_yield_wait:
    addi    sp, sp, -16
    sw      ra, 12(sp)
    li      a0, YIELD_WAIT
    li      a4, SYSCALL_YIELD
    ecall
    lw      ra, 12(sp)
    addi    sp, sp, 16
    ret
    .size raw_yield_wait, . - raw_yield_wait

    .section .text.raw_yield_no_wait, "ax", %progbits
    .global raw_yield_no_wait
    .type raw_yield_no_wait, %function
raw_yield_no_wait:
    addi    sp, sp, -16
    sw      ra, 12(sp)
    mv      a1, a0
    li      a0, YIELD_NO_WAIT
    li      a4, SYSCALL_YIELD
    ecall
    lw      ra, 12(sp)
    addi    sp, sp, 16
    ret
    .size raw_yield_no_wait, . - raw_yield_no_wait
