/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Start of a raw program: keeps what the kernel gave (struct start), takes RAW_STACK bytes of RAM,
 * makes them the stack, and calls raw_main. Source: ABI 1.4, "process entry". */
#include "abi/syscall.h"
#include "tests/qemu/raw/raw.h"

    .syntax unified
    .thumb

    .section .start, "ax", %progbits
    .global _start
    .type _start, %function
_start:
    orr.w   r4, r4, r5                  @ all of r4 to r11 ought to be 0; from here on they serve
    orr.w   r4, r4, r6
    orr.w   r4, r4, r7
    orr.w   r4, r4, r8
    orr.w   r4, r4, r9
    orr.w   r4, r4, r10
    orr.w   r4, r4, r11
    mov     r9, lr
    mrs     lr, apsr
    mov     r5, r0
    mov     r6, r1
    mov     r7, r2
    mov     r8, r3
    mov     r10, sp
    mrs     r11, control

    movs    r0, #MEMOP_BRK
    add.w   r1, r6, #RAW_STACK
    svc     #SYSCALL_MEMOP
    cmp     r0, #RETURN_SUCCESS
    bne     1f
    add.w   r1, r6, #RAW_STACK
    mov     sp, r1
    movs    r0, #MEMOP_DEBUG_STACK_TOP
    svc     #SYSCALL_MEMOP
    movs    r0, #MEMOP_DEBUG_HEAP_START
    add.w   r1, r6, #RAW_STACK
    svc     #SYSCALL_MEMOP
    push    {r4-r12, lr}                @ struct start
    mov     r0, sp
    bl      raw_main
1:  movs    r1, r0
    movs    r0, #EXIT_TERMINATE
    svc     #SYSCALL_EXIT
    .size _start, . - _start

/* See raw.h. */
    .section .text.raw_yield_wait, "ax", %progbits
    .global raw_yield_wait
    .type raw_yield_wait, %function
raw_yield_wait:
    push    {r4, lr}
    movs    r0, #YIELD_WAIT
    svc     #SYSCALL_YIELD
    pop     {r4, pc}

    .section .text.raw_yield_no_wait, "ax", %progbits
    .global raw_yield_no_wait
    .type raw_yield_no_wait, %function
raw_yield_no_wait:
    push    {r4, lr}
    mov     r1, r0
    movs    r0, #YIELD_NO_WAIT
    svc     #SYSCALL_YIELD
    pop     {r4, pc}
