/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The break, and what the protection unit makes of it. What lies beyond is tried by `faults`.
 * Source: ABI 2.8, 3.2, 3.4. */
#include "tests/places.h"
#include "tests/qemu/raw/raw.h"

#define GARBAGE 0xA5u

static uint32_t ask(uint32_t operation) {
    return memop(operation, 0).values[0];
}

static uint32_t set_break(uint32_t address) {
    return syscall_error(memop(MEMOP_BRK, address));
}

static volatile uint8_t *at(uint32_t address) {
    return (volatile uint8_t *)(uintptr_t)address;
}

static bool is_zero(uint32_t from, uint32_t to) {
    for (; from < to; from++)
        if (*at(from) != 0)
            return false;
    return true;
}

static void dirty(uint32_t from, uint32_t to) {
    for (; from < to; from++)
        *at(from) = GARBAGE;
}

static uint32_t step_of_block(void) {
    return places()->memory_step != 0 ? places()->memory_step
                                      : (ask(MEMOP_RAM_END) - ask(MEMOP_RAM_START)) / 16;
}

/* The end of what the protection unit lets us touch, for a break. */
static uint32_t touchable(uint32_t address) {
    uint32_t start = ask(MEMOP_RAM_START), step = step_of_block();
    return start + (address - start + step - 1) / step * step;
}

static void check_growth(uint32_t low) {
    uint32_t high = touchable(low) + step_of_block() / 2 + 4;
    check_equal("brk_grows", set_break(high), OK);
    check_equal("sbrk_0_returns_the_break", memop(MEMOP_SBRK, 0).values[0], high);
    check("memory_is_zero_when_it_is_given", is_zero(low, high));
    check("and_so_is_what_the_protection_unit_gives_on_top", is_zero(high, touchable(high)));
    *at(high - 1) = GARBAGE;
    check_equal("the_last_byte_below_the_break_is_ours", *at(high - 1), GARBAGE);
    *at(touchable(high) - 1) = GARBAGE;
    check_equal("up_to_the_step_of_the_protection_unit_bytes_can_be_touched",
                *at(touchable(high) - 1), GARBAGE);
    check_equal("but_not_lent", syscall_error(allow_rw(DRIVER_CONSOLE, 1, (void *)at(high - 1), 2)),
                ERR_INVAL);

    dirty(low, touchable(high));
    set_break(low);
    check_equal("brk_shrinks", memop(MEMOP_SBRK, 0).values[0], low);
    set_break(high);
    check("memory_that_is_given_again_is_zero_again", is_zero(low, high));
    check("and_so_is_again_what_comes_on_top", is_zero(high, touchable(high)));
    set_break(low);
}

static void check_sbrk(uint32_t low) {
    struct syscall_return grown = memop(MEMOP_SBRK, 24);
    check("sbrk_returns_the_old_break",
          grown.variant == RETURN_SUCCESS_U32 && grown.values[0] == low);
    struct syscall_return shrunk = memop(MEMOP_SBRK, (uint32_t)-24);
    check("sbrk_goes_down_too",
          shrunk.values[0] == low + 24 && memop(MEMOP_SBRK, 0).values[0] == low);
}

static void check_limits(uint32_t low) {
    uint32_t grants = ask(MEMOP_GRANT_START), end = ask(MEMOP_RAM_END);
    check_equal("brk_above_the_grants_is_refused", set_break(grants + 1), ERR_NOMEM);
    check_equal("brk_at_the_end_of_the_block_is_refused", set_break(end), ERR_NOMEM);
    check_equal("brk_into_other_memory_is_refused", set_break(end + 0x1000), ERR_NOMEM);
    check_equal("brk_below_the_block_is_refused", set_break(ask(MEMOP_RAM_START) - 4), ERR_NOMEM);
    check_equal("sbrk_around_the_address_space_is_refused",
                syscall_error(memop(MEMOP_SBRK, 0x7FFFFFFF)), ERR_NOMEM);
    check_equal("sbrk_below_zero_is_refused", syscall_error(memop(MEMOP_SBRK, 0x80000000)),
                ERR_NOMEM);
    check_equal("what_is_refused_changes_nothing", memop(MEMOP_SBRK, 0).values[0], low);
}

/* What the kernel keeps for the alarm: three words and a byte, in steps of 8. */
#define ALARM_GRANT_BYTES 16

/* The grants never lie within what we may touch: not after we take all, nor after a driver does. */
static void check_all(uint32_t low) {
    uint32_t step = step_of_block(), highest = low;
    while (set_break(highest + 4) == OK)
        highest += 4;
    uint32_t grants = ask(MEMOP_GRANT_START);
    check("the_break_never_brings_grants_within_reach", touchable(highest) <= grants);
    check("the_break_comes_as_close_to_the_grants_as_the_step_allows", grants - highest < step);
    check_equal("a_driver_without_room_for_its_grant_says_no_memory",
                syscall_error(subscribe(DRIVER_ALARM, 0, NULL, NULL)),
                grants - touchable(highest) >= ALARM_GRANT_BYTES ? OK : ERR_NOMEM);
    set_break(low);
    check_equal("and_has_room_after_we_gave_some_back",
                syscall_error(subscribe(DRIVER_ALARM, 0, NULL, NULL)), OK);
    check("its_grant_is_taken_from_below_the_others", ask(MEMOP_GRANT_START) <= grants);
}

static void check_high_water(uint32_t low) {
    uint32_t high = low + 64;
    set_break(high);
    allow_rw(DRIVER_CONSOLE, 1, (void *)at(low + 8), 8);
    check_equal("brk_below_a_buffer_that_is_lent_is_refused", set_break(low + 12), ERR_NOMEM);
    allow_rw(DRIVER_CONSOLE, 1, NULL, 0);
    check_equal("also_when_it_was_taken_back", set_break(low + 12), ERR_NOMEM);
    check_equal("but_not_above_it", set_break(low + 16), OK);
}

int raw_main(const struct start *start) {
    uint32_t low = ask(MEMOP_RAM_START) + RAW_STACK;
    check_equal("memop_4_is_the_start_of_the_header",
                *(const uint16_t *)(uintptr_t)ask(MEMOP_FLASH_START), 2);
    check_equal("memop_5_is_total_size_further", ask(MEMOP_FLASH_END) - ask(MEMOP_FLASH_START),
                ((const uint32_t *)(uintptr_t)ask(MEMOP_FLASH_START))[1]);
    check_equal("memop_7_counts_no_writeable_flash", ask(MEMOP_WRITEABLE_FLASH_COUNT), 0);
    check_equal("memop_8_without_a_region_fails",
                syscall_error(memop(MEMOP_WRITEABLE_FLASH_START, 0)), ERR_FAIL);
    check_equal("memop_9_without_a_region_fails",
                syscall_error(memop(MEMOP_WRITEABLE_FLASH_END, 0)), ERR_FAIL);
    check("memory_between_the_first_32_bytes_and_the_stack_is_zero",
          is_zero(start->arg1 + 32, start->arg1 + 256));
    check_growth(low);
    check_sbrk(low);
    check_limits(low);
    check_all(low);
    check_high_water(low);
    end_of("abi_memory");
    return 0;
}
