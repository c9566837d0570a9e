/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* An upcall that stores what it finds to where its appdata points (struct found in main.c), and
 * destroys all that a function may destroy. */
    .syntax unified
    .thumb

    .section .text.store_what_is_found, "ax", %progbits
    .global store_what_is_found
    .hidden store_what_is_found
    .type store_what_is_found, %function
store_what_is_found:
    stmia   r3, {r0-r12}
    str     lr, [r3, #52]
    mrs     r0, apsr
    str     r0, [r3, #56]
    mov     r0, sp
    str     r0, [r3, #64]
    mrs     r0, control
    str     r0, [r3, #68]
    ldr     r0, [r3, #72]
    adds    r0, #1
    str     r0, [r3, #72]
    mvn     r0, #0
    msr     apsr_nzcvq, r0
    mov     r1, r0
    mov     r2, r0
    mov     r3, r0
    mov     r12, r0
    bx      lr
    .size store_what_is_found, . - store_what_is_found
