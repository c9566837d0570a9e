/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Entry to and exit from the kernel on RISC-V: machine mode for the kernel, user mode for processes.
 *
 * The kernel is compiled to use fourteen registers, x0 to x5 and x8 to x15 (arch.mk): the others are
 * the process's all the time, and are saved only when it is left for another. Its gp points into the kernel's RAM.
 *
 * arch_process_run leaves the main loop's frame on the stack, and its place in arch_main_sp; traps of
 * the process run on top of it. mscratch holds the process's control block, whose first member is its
 * context, while the process runs, and 0 while the kernel does.
 *
 * The kernel takes interrupts too, but for the short passages below: the timer's, for the watch, and
 * any other one once, which is then only marked. Source: Privileged Architecture 1.12, chapter 3.
 *
 * What each takes of the stack, and what it calls then; tools/stack.py reads it:
 *
 * stack: arch_trap 0 syscall main_loop_choose syscall_abandoned arch_process_faulted arch_interrupted
 * stack: arch_trap_in_kernel 48 arch_kernel_faulted arch_interrupted arch_stack_overflow
 * stack: arch_process_run 16
 * stack: arch_command_left within arch_trap */
#include "arch/riscv/csr.h"
#include "arch/riscv/offsets.h"

    .equ FRAME_BYTES, 48    /* struct trap_frame */
    .equ FRAME_PC, 32

    .section .text.arch_trap, "ax"

    .macro function name
    .global \name
    .type \name, %function
    .balign 4
\name:
    .endm

/* A register of struct arch_context. */
#define X(n) (4 * ((n) - 1))

    .macro save_for_c base      /* what C may destroy, of what the kernel uses at all; sp apart */
    sw      ra, X(1)(\base)
    sw      gp, X(3)(\base)
    sw      t0, X(5)(\base)
    sw      a0, X(10)(\base)
    sw      a1, X(11)(\base)
    sw      a2, X(12)(\base)
    sw      a3, X(13)(\base)
    sw      a4, X(14)(\base)
    sw      a5, X(15)(\base)
    .endm

    .macro load_for_c base
    lw      ra, X(1)(\base)
    lw      gp, X(3)(\base)
    lw      t0, X(5)(\base)
    lw      a0, X(10)(\base)
    lw      a1, X(11)(\base)
    lw      a2, X(12)(\base)
    lw      a3, X(13)(\base)
    lw      a4, X(14)(\base)
    lw      a5, X(15)(\base)
    .endm

    .macro save_own base        /* what C keeps */
    sw      s0, X(8)(\base)
    sw      s1, X(9)(\base)
    .endm

    .macro save_rest base       /* what the kernel never uses */
    sw      tp, X(4)(\base)
    .irp n, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    sw      x\n, X(\n)(\base)
    .endr
    .endm

    .macro load_own_and_rest base
    lw      tp, X(4)(\base)
    .irp n, 6, 7, 8, 9, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    lw      x\n, X(\n)(\base)
    .endr
    .endm

    .macro load_gp              /* a multiple of 4096: layout.ld sees to that */
    .option push
    .option norelax
    lui     gp, %hi(__global_pointer$)
    .option pop
    .endm

    function arch_trap
    csrrw   sp, mscratch, sp
    beqz    sp, arch_trap_in_kernel
    save_for_c sp
    csrr    t0, mcause
    li      a5, MCAUSE_ECALL_USER
    bne     t0, a5, not_a_call
    csrr    a3, mepc
    csrrw   a5, mscratch, zero
    addi    a3, a3, 4                   /* behind the ecall */
    sw      a5, X(2)(sp)
    sw      a3, CONTEXT_PC(sp)
    save_own sp                         /* also for a command that does not return */
    load_gp
    lw      t0, OFFSET_SYSCALLS(sp)     /* syscall_note */
    andi    a2, a4, 0xFF                /* the class */
    sw      a2, OFFSET_SYSCALLS + 4(sp)
    addi    t0, t0, 1
    sw      t0, OFFSET_SYSCALLS(sp)
    sw      a0, OFFSET_LAST_ARGS(sp)
    sw      a1, OFFSET_LAST_ARGS + 4(sp)
    mv      a0, sp
    addi    a1, sp, X(10)
    lw      sp, arch_main_sp
    csrsi   mstatus, MSTATUS_MIE
    call    syscall                     /* (process, registers, class) */
    bnez    a0, switch_process
resume:
    csrci   mstatus, MSTATUS_MIE
    lw      t0, kernel + OFFSET_INTERRUPTS
    lw      sp, kernel + OFFSET_CURRENT
    bnez    t0, leave_process           /* marked meanwhile */
    lw      t0, CONTEXT_PC(sp)
    csrw    mscratch, sp
    csrw    mepc, t0
    load_for_c sp
    lw      sp, X(2)(sp)
    mret

leave_process:
    save_rest sp
    j       return_to_main_loop

/* Saves the process that was left and enters the next one straight away, if there is one. */
switch_process:
    lw      a0, kernel + OFFSET_CURRENT
    save_rest a0
    call    main_loop_choose
    beqz    a0, return_to_main_loop
    csrci   mstatus, MSTATUS_MIE
    lw      t0, kernel + OFFSET_INTERRUPTS
    bnez    t0, return_to_main_loop     /* marked meanwhile */

/* a0: the process. A store-conditional of its must not succeed because of another's load-reserved
 * (Unprivileged ISA 8.2): one that leads nowhere takes the reservation away. */
enter_process:
    mv      sp, a0
    la      t0, reservation
    lw      a1, CONTEXT_PC(sp)
    sc.w    zero, zero, (t0)
    csrw    mscratch, sp
    csrw    mepc, a1
    load_own_and_rest sp
    load_for_c sp
    lw      sp, X(2)(sp)
    mret

/* A fault of the process, or an interrupt while it runs. */
not_a_call:
    save_own sp
    save_rest sp
    csrr    a3, mepc
    csrrw   a5, mscratch, zero
    sw      a3, CONTEXT_PC(sp)
    sw      a5, X(2)(sp)
    load_gp
    mv      a0, sp
    mv      a1, t0
    lw      sp, arch_main_sp
    bltz    a1, 1f
    call    arch_process_faulted        /* (process, cause) */
    j       return_to_main_loop
1:  li      a0, 0
    call    arch_interrupted            /* (no frame, cause) */

return_to_main_loop:
    lw      sp, arch_main_sp
    sw      zero, arch_main_sp, t0
    lw      ra, 0(sp)
    lw      s0, 4(sp)
    lw      s1, 8(sp)
    addi    sp, sp, 16
    csrsi   mstatus, MSTATUS_MIE
    ret

#ifdef CAPSULE_QUARANTINE
/* The driver of a command had a fault: fault.c has the trap go on here. */
    .global arch_command_left
    .type arch_command_left, %function
arch_command_left:
    lw      a0, kernel + OFFSET_CURRENT
    lw      s0, X(8)(a0)
    lw      s1, X(9)(a0)
    addi    a1, a0, X(10)
    call    syscall_abandoned           /* (process, registers) */
    bnez    a0, switch_process
    j       resume
#endif

/* void arch_process_run(void): see arch.h. */
    function arch_process_run
    addi    sp, sp, -16
    sw      ra, 0(sp)
    sw      s0, 4(sp)
    sw      s1, 8(sp)
    csrci   mstatus, MSTATUS_MIE
    lw      t0, kernel + OFFSET_INTERRUPTS
    sw      sp, arch_main_sp, a0
    bnez    t0, return_to_main_loop
    lw      a0, kernel + OFFSET_CURRENT
    j       enter_process

/* A fault of the kernel or of a capsule, or an interrupt. What C may destroy is saved; whoever is to go
 * on elsewhere gets another frame. mscratch becomes 0 again as soon as the stack is known to suffice. */
    function arch_trap_in_kernel
    csrrw   sp, mscratch, t0
    la      t0, layout_stack_bottom + FRAME_BYTES
    bltu    sp, t0, overflow
    csrrw   t0, mscratch, zero
    addi    sp, sp, -FRAME_BYTES
    sw      ra, 0(sp)
    sw      t0, 4(sp)
    sw      a0, 8(sp)
    sw      a1, 12(sp)
    sw      a2, 16(sp)
    sw      a3, 20(sp)
    sw      a4, 24(sp)
    sw      a5, 28(sp)
    csrr    t0, mepc
    sw      t0, FRAME_PC(sp)
    mv      a0, sp
    csrr    a1, mcause
    bltz    a1, 1f
    call    arch_kernel_faulted         /* (frame, cause): the other frame */
    j       2f
1:  call    arch_interrupted            /* (frame, cause): it, or the other frame */
2:  mv      sp, a0
    lw      t0, FRAME_PC(sp)
    csrw    mepc, t0
    lw      ra, 0(sp)
    lw      t0, 4(sp)
    lw      a0, 8(sp)
    lw      a1, 12(sp)
    lw      a2, 16(sp)
    lw      a3, 20(sp)
    lw      a4, 24(sp)
    lw      a5, 28(sp)
    addi    sp, sp, FRAME_BYTES
    mret
overflow:
    csrw    mscratch, zero
    la      sp, layout_stack_top
    call    arch_stack_overflow

    .section .sbss.arch_entry, "aw", %nobits
    .balign 4
    .global arch_main_sp
arch_main_sp:
    .space 4
reservation:
    .space 4
