/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Start with as little RAM as will do, so that many of these fit the smallest board. */
#include "abi/syscall.h"

    .equ STACK_BYTES, 256

    .syntax unified
    .thumb

    .section .start, "ax", %progbits
    .global _start
    .type _start, %function
_start:
    add.w   r1, r1, #STACK_BYTES        @ behind the beginning of our memory
    mov     r4, r1
    movs    r0, #MEMOP_BRK
    svc     #SYSCALL_MEMOP
    mov     sp, r4
    bl      raw_main
    b       .
    .size _start, . - _start
