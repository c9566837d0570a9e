/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a process starts with. Source: ABI 1.4, "process entry". */
#include "tests/qemu/raw/raw.h"

#define CONTROL_UNPRIVILEGED 1u
#define CONTROL_PROCESS_STACK 2u
#define MINIMUM_RAM 32u

static uint32_t ask(uint32_t operation) {
    return memop(operation, 0).values[0];
}

int raw_main(const struct start *start) {
    uint32_t ram = ask(MEMOP_RAM_START);
    uint32_t pc;
    __asm__("mov %0, pc" : "=r"(pc));

    check_equal("r0_is_the_start_of_the_binary", start->arg0 & ~0xFFFu, pc & ~0xFFFu);
    check("r0_lies_behind_the_header", start->arg0 > ask(MEMOP_FLASH_START));
    check("r0_lies_before_the_end_of_flash", start->arg0 < ask(MEMOP_FLASH_END));
    check_equal("r1_is_the_start_of_ram", start->arg1, ram);
    check_equal("r2_is_the_size_of_the_whole_block", start->arg2, ask(MEMOP_RAM_END) - ram);
    check_equal("r3_is_the_break", start->arg3, ram + MINIMUM_RAM);
    check_equal("sp_is_the_break", start->sp, ram + MINIMUM_RAM);
    check_equal("lr_is_1", start->lr, 1);
    check_equal("r4_to_r11_are_0", start->others, 0);
    check_equal("r12_is_0_at_the_first_start", start->r12, 0);
    check_equal("flags_are_clear", start->apsr & FLAGS, 0);
    check_equal("thread_mode_is_unprivileged_on_the_process_stack", start->control,
                CONTROL_UNPRIVILEGED | CONTROL_PROCESS_STACK);
    check_equal("the_block_is_a_power_of_two_or_at_least_aligned_to_8", ram % 8, 0);
    check("kernel_break_is_not_below_the_break",
          ask(MEMOP_GRANT_START) >= memop(MEMOP_SBRK, 0).values[0]);
    end_of("abi_start");
    return 0;
}
