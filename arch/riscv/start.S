/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From reset to the board's main: hart 0 gets a stack and its data; others sleep for good. */
    .section .start, "ax"
    .global arch_reset_entry
    .type arch_reset_entry, %function
/* stack: arch_reset_entry 0 main */
arch_reset_entry:
    csrw    mie, zero
    csrr    t0, mhartid
    bnez    t0, 4f
    .option push
    .option norelax
    la      gp, __global_pointer$
    .option pop
    la      sp, layout_stack_top

    la      a0, layout_data_start
    la      a1, layout_data_end
    la      a2, layout_data_image
1:  bgeu    a0, a1, 2f
    lw      t0, 0(a2)
    sw      t0, 0(a0)
    addi    a0, a0, 4
    addi    a2, a2, 4
    j       1b
2:  la      a0, layout_bss_start
    la      a1, layout_bss_end
3:  bgeu    a0, a1, 5f
    sw      zero, 0(a0)
    addi    a0, a0, 4
    j       3b
5:  call    main
4:  wfi
    j       4b
