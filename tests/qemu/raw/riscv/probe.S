/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. The class of a system call takes a4, so that register is not loaded from `in`; where
 * it still holds the class afterwards, `out` gets what `in` says, as if it had been. */
    .equ WORD, 4
    .equ KEPT_BYTES, 64                 # ra, gp, tp, s0 to s11
    .equ FOUND_BYTES, 128               # of struct registers, 32 words
    .equ A4, 4                          # its index there
    .equ OUT_FLAGS, 30
    .equ OUT_SP_MOVED, 31

    # Applies `action` to each register but a4 and sp, with its index in struct registers. What has to
    # be last comes last: a0, which the others are loaded from.
    .macro each_register action
    \action a1, 1
    \action a2, 2
    \action a3, 3
    \action a5, 5
    \action a6, 6
    \action a7, 7
    \action t0, 8
    \action t1, 9
    \action t2, 10
    \action t3, 11
    \action t4, 12
    \action t5, 13
    \action t6, 14
    \action s0, 15
    \action s1, 16
    \action s2, 17
    \action s3, 18
    \action s4, 19
    \action s5, 20
    \action s6, 21
    \action s7, 22
    \action s8, 23
    \action s9, 24
    \action s10, 25
    \action s11, 26
    \action gp, 27
    \action tp, 28
    \action ra, 29
    \action a0, 0
    .endm

    # What C wants back, with its place in the frame.
    .macro each_kept action
    \action ra, 0
    \action gp, 1
    \action tp, 2
    \action s0, 3
    \action s1, 4
    \action s2, 5
    \action s3, 6
    \action s4, 7
    \action s5, 8
    \action s6, 9
    \action s7, 10
    \action s8, 11
    \action s9, 12
    \action s10, 13
    \action s11, 14
    .endm

    .macro to_stack name, index
    sw      \name, \index * WORD(sp)
    .endm
    .macro from_stack name, index
    lw      \name, \index * WORD(sp)
    .endm
    .macro from_in name, index
    lw      \name, \index * WORD(a0)
    .endm

    # The frame, upwards: where sp ought to be afterwards, in, out, class; `odd` bytes that nobody
    # uses; what is kept.
    .macro probe_begin name, class, odd
    .section .text.\name, "ax", %progbits
    .global \name
    .hidden \name
    .type \name, %function
    .balign 4
\name:
    addi    sp, sp, -KEPT_BYTES
    each_kept to_stack
    addi    sp, sp, -(16 + \odd)
    sw      sp, 0(sp)
    sw      a0, 4(sp)
    sw      a1, 8(sp)
    li      a4, \class
    sw      a4, 12(sp)
    each_register from_in
    .endm

    .macro probe_end name, odd
    addi    sp, sp, -FOUND_BYTES
    each_register to_stack
    lw      t0, FOUND_BYTES + 12(sp)    # class
    bne     a4, t0, 1f
    lw      t0, FOUND_BYTES + 4(sp)     # in
    lw      a4, A4 * WORD(t0)
1:  sw      a4, A4 * WORD(sp)
    sw      zero, OUT_FLAGS * WORD(sp)
    addi    t0, sp, FOUND_BYTES
    lw      t1, 0(t0)
    sub     t0, t0, t1
    sw      t0, OUT_SP_MOVED * WORD(sp)
    lw      t0, FOUND_BYTES + 8(sp)     # out
    li      t1, FOUND_BYTES / WORD
2:  lw      t2, 0(sp)
    sw      t2, 0(t0)
    addi    sp, sp, WORD
    addi    t0, t0, WORD
    addi    t1, t1, -1
    bnez    t1, 2b
    addi    sp, sp, 16 + \odd
    each_kept from_stack
    addi    sp, sp, KEPT_BYTES
    ret
    .size \name, . - \name
    .endm

    .macro probe_class class
    probe_begin probe_\class, \class, 0
    ecall
after_probe_\class:
    probe_end probe_\class, 0
    .endm

    probe_class 0
    probe_class 1
    probe_class 2
    probe_class 3
    probe_class 4
    probe_class 5
    probe_class 6
    probe_class 7
    .global after_probe_0
    .hidden after_probe_0

    probe_begin probe_2_odd, 2, 4
    ecall
    probe_end probe_2_odd, 4

    probe_begin probe_5_odd, 5, 4
    ecall
    probe_end probe_5_odd, 4

    probe_begin probe_loop, 0, 0
3:  addi    a0, a0, -1
    nop                                 # three instructions, as elsewhere: it is time that counts
    bnez    a0, 3b
    probe_end probe_loop, 0
