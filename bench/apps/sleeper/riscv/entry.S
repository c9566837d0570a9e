/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Start with as little RAM as will do, so that many of these fit the smallest board. */
#include "abi/syscall.h"

    .equ STACK_BYTES, 256

    .section .start, "ax", %progbits
    .global _start
    .type _start, %function
_start:
    addi    a1, a1, STACK_BYTES         /* behind the beginning of our memory */
    mv      s0, a1
    li      a0, MEMOP_BRK
    li      a4, SYSCALL_MEMOP
    ecall
    mv      sp, s0
    call    raw_main
    j       .
    .size _start, . - _start
