/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The first instructions of an app: get memory, make a stack, go to C. The process starts without a
 * byte of RAM, and with
 *   a0 start of the binary, a1 start of its RAM, a2 size of its block, a3 its break, which is a1
 * Everything about the program's layout comes from the header that app.ld puts at the start of the
 * binary. Only results of a system call change, so what is kept is kept in any register.
 * Source: ABI 1.5, 9.1, 9.2. */
#include "abi/syscall.h"
#include "crt0.h"

    .cfi_sections .debug_frame

    .section .start, "ax", %progbits
    .global _start
    .type _start, %function
_start:
    .cfi_startproc
    .cfi_undefined ra        /* nobody called it: a debugger's walk ends here */
    mv s0, a0
    mv s1, a1
    lw s2, CRT0_BSS_START(s0)
    lw t0, CRT0_BSS_SIZE(s0)
    add s2, s2, t0
    add s2, s2, s1            /* s2: the break we need */
    lw s3, CRT0_STACK_SIZE(s0)
    add s3, s3, s1
    andi s3, s3, -16          /* s3: top of the stack */

    li a0, MEMOP_BRK
    mv a1, s2
    li a4, SYSCALL_MEMOP
    ecall
    li t0, RETURN_SUCCESS
    bne a0, t0, no_memory
    mv sp, s3

    /* For the people who read the kernel's reports. */
    li a0, MEMOP_DEBUG_STACK_TOP
    mv a1, s3
    ecall
    li a0, MEMOP_DEBUG_HEAP_START
    mv a1, s2
    ecall

    /* Where the linker counts small variables from; what it makes of this line itself must not
     * count from there. */
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop

    mv a0, s0
    mv a1, s1
    la a2, _flash_origin
    sub a2, s0, a2
    la a3, _sram_origin
    sub a3, s1, a3
    call crt0_main

no_memory:
    li a0, EXIT_TERMINATE
    li a1, 9                  /* ERR_NOMEM: enum errorcode is C, this is not */
    li a4, SYSCALL_EXIT
    ecall
    .cfi_endproc
    .size _start, . - _start
