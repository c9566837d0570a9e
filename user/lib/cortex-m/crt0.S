/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The first instructions of an app: get memory, make a stack, go to C. The process starts with 32
 * bytes of RAM, which are the stack, and with
 *   r0 start of the binary, r1 start of its RAM, r2 size of its block, r3 end of the 32 bytes
 * Everything about the program's layout comes from the header that app.ld puts at the start of the
 * binary. Source: ABI 1.4, 9.1, 9.2. */
#include "abi/syscall.h"
#include "crt0.h"

    .syntax unified
    .thumb

    .cfi_sections .debug_frame

    .section .start, "ax", %progbits
    .global _start
    .type _start, %function
_start:
    .cfi_startproc
    .cfi_undefined lr        /* nobody called it: a debugger's walk ends here */
    mov r4, r0
    mov r5, r1
    ldr r6, [r4, #CRT0_BSS_START]
    ldr r7, [r4, #CRT0_BSS_SIZE]
    add r6, r6, r7
    add r6, r6, r5            /* r6: the break we need */
    ldr r7, [r4, #CRT0_STACK_SIZE]
    add r7, r7, r5
    adds r7, r7, #7
    bic r7, r7, #7            /* r7: top of the stack */

    /* If the break is to shrink, the stack we stand on would be cut off. */
    cmp r6, r3
    it ls
    movls sp, r7
    movs r0, #MEMOP_BRK
    mov r1, r6
    svc #SYSCALL_MEMOP
    cmp r0, #RETURN_SUCCESS
    bne no_memory
    mov sp, r7

    /* For the people who read the kernel's reports. */
    movs r0, #MEMOP_DEBUG_STACK_TOP
    mov r1, r7
    svc #SYSCALL_MEMOP
    movs r0, #MEMOP_DEBUG_HEAP_START
    mov r1, r6
    svc #SYSCALL_MEMOP

    ldr r0, [r4, #CRT0_GOT_START]
    add r9, r5, r0            /* where all C code expects its global offset table */
    mov r0, r4
    mov r1, r5
    ldr r2, =_flash_origin
    subs r2, r4, r2
    ldr r3, =_sram_origin
    subs r3, r5, r3
    bl crt0_main

no_memory:
    movs r0, #EXIT_TERMINATE
    movs r1, #9               /* ERR_NOMEM: enum errorcode is C, this is not */
    svc #SYSCALL_EXIT
    .cfi_endproc
    .size _start, . - _start
