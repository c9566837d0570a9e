/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* boundary_call and boundary_call_status: kernel/boundary_quarantine.h. On the stack of the caller they
 * leave what is needed to go on there when the function that they call does not return: its registers,
 * and below them a struct boundary_frame (kernel/quarantine.h). The kernel has no saved registers but
 * s0 and s1 (arch.mk).
 *
 * For tools/stack.py (see entry.S):
 * stack: boundary_call 64 boundary_is_fenced pointer
 * stack: boundary_call_status 64 boundary_is_fenced pointer
 * stack: boundary_method0 64 boundary_is_fenced pointer
 * stack: boundary_method1 64 boundary_is_fenced pointer
 * stack: boundary_method2 64 boundary_is_fenced pointer
 * stack: arch_boundary_left within boundary_call */

    .equ ERR_NODEVICE, 11
    .equ GRANTS_SHIFT, 8

    .section .text.boundary_call, "ax"
    .balign 4
/* The function at `offset` of the table of an interface (pointer, offset, first, second). */
    .global boundary_method0
    .global boundary_method1
    .global boundary_method2
    .type boundary_method0, %function
    .type boundary_method1, %function
    .type boundary_method2, %function
boundary_method0:
boundary_method1:
boundary_method2:
    lw      a4, 0(a0)
    add     a4, a4, a1
    lw      a1, 4(a0)
    lw      a0, 0(a4)
    j       boundary_call

    .global boundary_call_status
    .type boundary_call_status, %function
boundary_call_status:
    li      t0, ERR_NODEVICE
    j       1f

    .global boundary_call
    .type boundary_call, %function
boundary_call:
    li      t0, 0
1:  beqz    a0, 4f                      /* a function that nobody has put there */
    la      a4, layout_stack_limit
    bltu    sp, a4, 4f                  /* objects that lie on themselves: no deeper */
    la      a4, boundary
    lw      a5, 4(a4)                   /* fenced */
    addi    sp, sp, -32
    sw      ra, 24(sp)
    bnez    a5, 3f
2:  lw      a5, grant_depth
    sw      s1, 20(sp)
    slli    a5, a5, GRANTS_SHIFT
    sw      s0, 16(sp)
    or      a5, a5, t0
    lw      t0, 0(a4)                   /* innermost */
    sw      a5, 8(sp)                   /* previous, function, leave */
    sw      a0, 4(sp)
    sw      t0, 0(sp)
    sw      sp, 0(a4)
    mv      t0, a0
    mv      a0, a1
    mv      a1, a2
    mv      a2, a3
    jalr    t0
    .global arch_boundary_left
    .type arch_boundary_left, %function
arch_boundary_left:                     /* sp: the frame; a0: the answer */
    lw      a5, 0(sp)
    sw      a5, boundary, t0            /* before the frame is no longer one */
    lw      s0, 16(sp)
    lw      s1, 20(sp)
    lw      ra, 24(sp)
    addi    sp, sp, 32
    ret

/* Somebody is in quarantine. */
3:  addi    sp, sp, -32
    sw      a0, 0(sp)
    sw      a1, 4(sp)
    sw      a2, 8(sp)
    sw      a3, 12(sp)
    sw      t0, 16(sp)
    call    boundary_is_fenced          /* (function) */
    mv      a5, a0
    lw      a0, 0(sp)
    lw      a1, 4(sp)
    lw      a2, 8(sp)
    lw      a3, 12(sp)
    lw      t0, 16(sp)
    la      a4, boundary
    addi    sp, sp, 32
    beqz    a5, 2b
    lw      ra, 24(sp)
    addi    sp, sp, 32
4:  mv      a0, t0
    ret
