/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The two yields that run upcalls. They are functions, not inline like all other system calls: an
 * upcall starts with the stack pointer that `svc` had, as if it were called there, and only at a
 * function boundary is the stack sure to be aligned to 8 bytes, as C code expects. The upcall may
 * destroy what a call may: r0 to r3, r12, lr and flags. Source: ABI 1.4, 2.3. */
#include "abi/syscall.h"

    .syntax unified
    .thumb
    .cfi_sections .debug_frame /* so that a debugger finds who called; nothing of it is loaded */

    .section .text.yield_wait, "ax", %progbits
    .global yield_wait
    .type yield_wait, %function
yield_wait:
    .cfi_startproc
    push {r4, lr}
    .cfi_def_cfa_offset 8
    .cfi_offset r4, -8
    .cfi_offset lr, -4
    movs r0, #YIELD_WAIT
    svc #SYSCALL_YIELD
    pop {r4, pc}
    .cfi_endproc
    .size yield_wait, . - yield_wait

    .section .text.yield_no_wait, "ax", %progbits
    .global yield_no_wait
    .type yield_no_wait, %function
yield_no_wait:
    .cfi_startproc
    push {r2, lr}             /* r2 makes room for the answer, a byte */
    .cfi_def_cfa_offset 8
    .cfi_offset lr, -4
    movs r0, #YIELD_NO_WAIT
    mov r1, sp
    svc #SYSCALL_YIELD
    ldrb r0, [sp]
    pop {r2, pc}
    .cfi_endproc
    .size yield_no_wait, . - yield_no_wait
