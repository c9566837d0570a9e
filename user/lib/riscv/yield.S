/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The two yields that run upcalls. An upcall starts as if it were called where `ecall` stands: it
 * returns to the instruction after it through ra, and may destroy what a call may. They are
 * functions, so that the compiler expects just that. Source: ABI 1.5, 2.3. */
#include "abi/syscall.h"

    .cfi_sections .debug_frame    /* so that a debugger finds who called; nothing of it is loaded */

    .section .text.yield_wait, "ax", %progbits
    .global yield_wait
    .type yield_wait, %function
yield_wait:
    .cfi_startproc
    addi sp, sp, -16          /* the stack stays aligned to 16 bytes, as the calling convention wants */
    .cfi_def_cfa_offset 16
    sw ra, 12(sp)
    .cfi_offset ra, -4
    li a0, YIELD_WAIT
    li a4, SYSCALL_YIELD
    ecall
    lw ra, 12(sp)
    addi sp, sp, 16
    ret
    .cfi_endproc
    .size yield_wait, . - yield_wait

    .section .text.yield_no_wait, "ax", %progbits
    .global yield_no_wait
    .type yield_no_wait, %function
yield_no_wait:
    .cfi_startproc
    addi sp, sp, -16
    .cfi_def_cfa_offset 16
    sw ra, 12(sp)
    .cfi_offset ra, -4
    li a0, YIELD_NO_WAIT
    addi a1, sp, 8            /* where the answer goes, a byte */
    li a4, SYSCALL_YIELD
    ecall
    lbu a0, 8(sp)
    lw ra, 12(sp)
    addi sp, sp, 16
    ret
    .cfi_endproc
    .size yield_no_wait, . - yield_no_wait
