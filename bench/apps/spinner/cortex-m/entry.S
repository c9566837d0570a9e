/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Never yields and calls nothing: whenever the kernel runs, something interrupted it. */
    .syntax unified
    .thumb

    .section .start, "ax", %progbits
    .global _start
    .type _start, %function
_start:
    b       _start
    .size _start, . - _start
