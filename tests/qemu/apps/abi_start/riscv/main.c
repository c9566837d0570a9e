/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a process starts with. Source: ABI 1.5, "process entry". */
#include "tests/qemu/raw/raw.h"

static uint32_t ask(uint32_t operation) {
    return memop(operation, 0).values[0];
}

int raw_main(const struct start *start) {
    uint32_t ram = ask(MEMOP_RAM_START);
    uint32_t pc;
    __asm__("auipc %0, 0" : "=r"(pc));

    check_equal("a0_is_the_start_of_the_binary", start->arg0 & ~0xFFFu, pc & ~0xFFFu);
    check("a0_lies_behind_the_header", start->arg0 > ask(MEMOP_FLASH_START));
    check("a0_lies_before_the_end_of_flash", start->arg0 < ask(MEMOP_FLASH_END));
    check_equal("a1_is_the_start_of_ram", start->arg1, ram);
    check_equal("a2_is_the_size_of_the_whole_block", start->arg2, ask(MEMOP_RAM_END) - ram);
    check_equal("a3_is_the_break_and_there_is_no_ram_yet", start->arg3, ram);
    check_equal("sp_is_the_break", start->sp, ram);
    check_equal("ra_is_0", start->ra, 0);
    check_equal("all_other_registers_are_0", start->others, 0);
    check_equal("the_block_is_aligned_as_a_stack_has_to_be", ram % 16, 0);
    check("kernel_break_is_not_below_the_break",
          ask(MEMOP_GRANT_START) >= memop(MEMOP_SBRK, 0).values[0]);
    end_of("abi_start");
    return 0;
}
