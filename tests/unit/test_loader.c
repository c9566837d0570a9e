/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The loader (kernel/loader.h; ABI 3.3, 4.3, 4.4, 5.3): which objects become processes, where they
 * are put, and that it is said in a line why the others do not. */
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"

#include <stdio.h>

static const char *name_in(uint32_t slot) {
    static char name[64];
    BUFFER_LOCAL(out, sizeof name);
    process_put_raw_name(machine_process(slot), &out);
    memcpy(name, out_bytes, out.length);
    name[out.length] = '\0';
    return name;
}

static uint32_t small_app(const char *name) {
    return machine_add(&(const struct app){.name = name, .minimum_ram = 256});
}

/* Boots; the only process there is has this name. */
static void expect_only(const char *name) {
    assert_int_equal(machine_boot(), 1);
    assert_string_equal(name_in(0), name);
}

/* The line that says why the object at `at` is not loaded: "App NAME at 0x... skipped: REASON". */
static void expect_skipped(const char *name, uint32_t at, const char *reason) {
    char begin[96];
    snprintf(begin, sizeof begin, "App %s at 0x%08X skipped: ", name, at);
    unit_assert_contains(fake_board.console, begin);
    const char *line = strstr(fake_board.console, begin);
    char rest[200];
    snprintf(rest, sizeof rest, "%.*s", (int)strcspn(line, "\r"), line);
    unit_assert_contains(rest, reason);
}

/* ---- The walk ---- */

TEST(test_erased_flash_holds_no_app) {
    assert_int_equal(machine_boot(), 0);
    assert_int_equal(fake_board.console_length, 0);
}

TEST(test_apps_take_slots_in_the_order_of_flash) {
    small_app("first");
    small_app("second");
    small_app("third");
    assert_int_equal(machine_boot(), 3);
    assert_string_equal(name_in(0), "first");
    assert_string_equal(name_in(1), "second");
    assert_string_equal(name_in(2), "third");
    assert_int_equal(fake_board.console_length, 0);
}

TEST(test_padding_is_stepped_over_and_not_spoken_of) {
    struct tbf_builder b;
    tbf_begin(&b);
    tbf_finish(&b, APP_FLASH, 0);
    small_app("first");
    machine_add_object(&b);
    small_app("second");
    assert_int_equal(machine_boot(), 2);
    assert_string_equal(name_in(1), "second");
    assert_int_equal(fake_board.console_length, 0);
}

TEST(test_the_list_ends_at_another_version) {
    small_app("first");
    uint8_t foreign[APP_FLASH] = {3, 0, 16, 0, 0, 4};
    machine_add_bytes(foreign, sizeof foreign);
    small_app("beyond");
    expect_only("first");
}

TEST(test_the_list_ends_at_an_object_larger_than_what_is_left) {
    small_app("first");
    const uint8_t huge[APP_FLASH] = {2, 0, 16, 0, 0, 0, 0, 1};
    machine_add_bytes(huge, sizeof huge);
    small_app("beyond");
    expect_only("first");
}

/* ABI D20 */
TEST(test_the_list_ends_at_an_object_of_no_size) {
    small_app("first");
    const uint8_t nothing[APP_FLASH] = {2, 0, 0, 0, 0, 0, 0, 0};
    machine_add_bytes(nothing, sizeof nothing);
    small_app("beyond");
    expect_only("first");
}

TEST(test_an_impossible_header_size_is_stepped_over) {
    const uint8_t odd[APP_FLASH] = {2, 0, 8, 0, (uint8_t)APP_FLASH, APP_FLASH >> 8};
    machine_add_bytes(odd, sizeof odd);
    small_app("beyond");
    expect_only("beyond");
}

TEST(test_the_walk_ends_with_flash) {
    small_app("first");
    small_app("last");
    const struct range flash = {FLASH_START, FLASH_START + 2 * APP_FLASH};
    assert_int_equal(machine_boot_with(flash, (struct range){RAM_START, RAM_END}), 2);
}

TEST(test_an_app_that_does_not_end_with_flash_is_not_loaded) {
    small_app("first");
    small_app("cut off");
    const struct range flash = {FLASH_START, FLASH_START + 2 * APP_FLASH - 4};
    assert_int_equal(machine_boot_with(flash, (struct range){RAM_START, RAM_END}), 1);
}

TEST(test_binary_end_beyond_the_object_ends_the_list) {
    small_app("first");
    uint32_t at = machine_add(&(const struct app){.name = "bad", .binary_end = APP_FLASH + 4});
    small_app("beyond");
    expect_only("first");
    expect_skipped("bad", at, "binary_end_offset");
}

/* ABI 4.4, step 6: disabled and version are looked at before binary_end_offset. */
TEST(test_binary_end_beyond_a_disabled_object_does_not_end_the_list) {
    machine_add(&(const struct app){.name = "bad", .binary_end = APP_FLASH + 4, .disabled = true});
    small_app("beyond");
    expect_only("beyond");
}

TEST(test_binary_end_beyond_an_object_for_another_kernel_does_not_end_the_list) {
    machine_add(&(const struct app){.name = "bad", .binary_end = APP_FLASH + 4, .kernel_major = 3});
    machine_add(
        &(const struct app){.name = "bad", .binary_end = APP_FLASH + 4, .no_kernel_version = true});
    small_app("beyond");
    expect_only("beyond");
}

TEST(test_sixteen_objects_of_every_kind_are_walked_to_the_end) {
    struct tbf_builder padding;
    tbf_begin(&padding);
    tbf_finish(&padding, 64, 0);
    for (uint32_t i = 0; i < 4; i++) {
        machine_add_object(&padding);
        machine_add(&(const struct app){.name = "off", .total_size = 0x200 - 64, .disabled = true});
        machine_add(&(const struct app){.name = "on", .total_size = 0x200, .minimum_ram = 64});
    }
    assert_int_equal(machine_boot(), 4);
}

/* ---- What is skipped ---- */

TEST(test_a_disabled_app_is_skipped) {
    uint32_t at = machine_add(&(const struct app){.name = "off", .disabled = true});
    small_app("on");
    expect_only("on");
    expect_skipped("off", at, "disabled");
}

TEST(test_sticky_does_not_matter_to_the_kernel) {
    machine_add(&(const struct app){.name = "sticky", .sticky = true});
    machine_add(&(const struct app){.name = "off", .sticky = true, .disabled = true});
    expect_only("sticky");
}

TEST(test_a_corrupt_app_is_skipped) {
    uint32_t at = small_app("corrupt");
    bytes_at(at)[20] ^= 1;
    small_app("sound");
    expect_only("sound");
    expect_skipped("corrupt", at, "checksum");
}

static void expect_tlv_problem(void (*add)(struct tbf_builder *), const char *reason) {
    struct tbf_builder b;
    tbf_begin(&b);
    tbf_name(&b, "broken");
    add(&b);
    tbf_finish(&b, APP_FLASH, 1);
    uint32_t at = machine_add_object(&b);
    small_app("sound");
    expect_only("sound");
    expect_skipped("broken", at, reason);
}

static void add_short_program(struct tbf_builder *b) {
    tbf_tlv(b, 9, "1234", 4);
}

static void add_nothing(struct tbf_builder *b) {
    tbf_kernel_version(b, 2, 0);
}

static void add_short_permissions(struct tbf_builder *b) {
    tbf_program(b, 0, 0, 64, APP_FLASH, 0);
    tbf_tlv(b, 6, "\x02\x00", 2);
}

static void add_far_entry(struct tbf_builder *b) {
    tbf_program(b, APP_FLASH, 0, 64, APP_FLASH, 0);
}

static void add_long_trailer(struct tbf_builder *b) {
    tbf_program(b, 0, APP_FLASH, 64, APP_FLASH, 0);
}

TEST(test_an_app_with_an_impossible_header_field_is_skipped) {
    expect_tlv_problem(add_short_program, "TLV");
}

TEST(test_an_object_without_a_program_is_skipped) {
    expect_tlv_problem(add_nothing, "Program");
}

/* ABI D43 */
TEST(test_an_app_with_a_short_permissions_list_is_skipped) {
    expect_tlv_problem(add_short_permissions, "permissions");
}

TEST(test_an_app_whose_entry_point_lies_outside_is_skipped) {
    expect_tlv_problem(add_far_entry, "init_fn_offset");
}

TEST(test_an_app_whose_protected_region_lies_outside_is_skipped) {
    expect_tlv_problem(add_long_trailer, "protected_trailer_size");
}

TEST(test_an_app_whose_name_is_not_utf8_is_skipped_and_shown_printably) {
    uint32_t at = machine_add(&(const struct app){.name = "bad\xFFname\x1B["});
    small_app("sound");
    expect_only("sound");
    unit_assert_contains(fake_board.console, "skipped: package name is not UTF-8");
    unit_assert_lacks(fake_board.console, "\x1B");
    (void)at;
}

TEST(test_an_app_without_a_name_is_loaded_and_has_none) {
    machine_add(&(const struct app){.minimum_ram = 64});
    expect_only("");
}

TEST(test_an_app_without_a_name_is_spoken_of_all_the_same) {
    machine_add(&(const struct app){.disabled = true});
    machine_boot();
    unit_assert_contains(fake_board.console, "(no name) at 0x00080000 skipped: disabled\r\n");
}

/* ---- Kernel version ---- */

static uint32_t boot_with_version(uint32_t major, uint32_t minor) {
    machine_add(&(const struct app){.name = "v", .kernel_major = major, .kernel_minor = minor});
    return machine_boot();
}

TEST(test_an_app_for_this_version_or_an_earlier_minor_one_is_loaded) {
    machine_add(&(const struct app){.name = "a", .kernel_major = 2, .kernel_minor = 0});
    machine_add(&(const struct app){.name = "b", .kernel_major = 2, .kernel_minor = 3});
    assert_int_equal(machine_boot(), 2);
}

TEST(test_an_app_for_a_later_minor_version_is_skipped) {
    assert_int_equal(boot_with_version(2, 4), 0);
    expect_skipped("v", FLASH_START, "kernel version");
}

TEST(test_an_app_for_a_later_major_version_is_skipped) {
    assert_int_equal(boot_with_version(3, 0), 0);
    expect_skipped("v", FLASH_START, "kernel version");
}

TEST(test_an_app_for_an_earlier_major_version_is_skipped) {
    assert_int_equal(boot_with_version(1, 0), 0);
    expect_skipped("v", FLASH_START, "kernel version");
}

TEST(test_an_app_that_names_no_kernel_version_is_skipped) {
    machine_add(&(const struct app){.name = "v", .no_kernel_version = true});
    small_app("sound");
    expect_only("sound");
    expect_skipped("v", FLASH_START, "kernel version");
}

/* ---- Flash ---- */

/* The program begins behind the header of 16 + 24 + 12 + 8 bytes and a trailer. */
TEST(test_an_app_linked_for_where_it_lies_is_loaded) {
    struct tbf_builder b;
    tbf_begin(&b);
    tbf_program(&b, 0, 20, 64, APP_FLASH, 0);
    tbf_fixed_addresses(&b, 0xFFFFFFFFu, FLASH_START + 60 + 20);
    tbf_kernel_version(&b, 2, 0);
    assert_int_equal(b.header_size, 60);
    tbf_finish(&b, APP_FLASH, 1);
    machine_add_object(&b);
    assert_int_equal(machine_boot(), 1);
}

TEST(test_an_app_linked_for_another_address_is_skipped) {
    uint32_t at = machine_add(&(const struct app){.name = "fixed", .fixed_flash = 0x00040080u});
    small_app("sound");
    expect_only("sound");
    expect_skipped("fixed", at, "flash address");
}

TEST(test_an_app_that_the_protection_unit_cannot_cover_is_skipped) {
    uint32_t at = machine_add(&(const struct app){.name = "odd", .total_size = 0x404});
    machine_boot();
    assert_null(kernel.slots[0]);
    expect_skipped("odd", at, "total_size");
}

/* ---- RAM ---- */

TEST(test_each_process_has_a_block_of_its_own_within_ram) {
    for (uint32_t i = 0; i < 5; i++) {
        machine_add(&(const struct app){.name = "app", .minimum_ram = 100 + 700 * i});
    }
    assert_int_equal(machine_boot(), 5);
    for (uint32_t i = 0; i < 5; i++) {
        const struct layout *l = &machine_process(i)->memory;
        assert_in_range(l->start, RAM_START, l->end);
        assert_in_range(l->end, l->start, RAM_END);
        assert_true(l->kernel_break - l->start >= 100 + 700 * i);
        assert_sound(machine_process(i));
        for (uint32_t k = 0; k < i; k++) {
            const struct layout *other = &machine_process(k)->memory;
            assert_false(range_overlaps((struct range){l->start, l->end},
                                        (struct range){other->start, other->end}));
        }
    }
}

TEST(test_blocks_are_carved_from_low_addresses_in_load_order) {
    for (uint32_t i = 0; i < 3; i++) {
        small_app("app");
    }
    machine_boot();
    assert_int_equal(machine_process(0)->memory.start, RAM_START);
    assert_true(machine_process(0)->memory.end <= machine_process(1)->memory.start);
    assert_true(machine_process(1)->memory.end <= machine_process(2)->memory.start);
}

TEST(test_an_app_that_asks_for_more_than_there_is_is_skipped) {
    uint32_t at = machine_add(&(const struct app){.name = "greedy", .minimum_ram = 0x20000});
    small_app("modest");
    assert_int_equal(machine_boot(), 1);
    expect_skipped("greedy", at, "minimum_ram_size");
    unit_assert_contains(fake_board.console, "0x00020000\r\n");
}

TEST(test_a_minimum_that_no_block_can_hold_is_skipped) {
    machine_add(&(const struct app){.name = "greedy", .minimum_ram = UINT32_MAX});
    machine_add(&(const struct app){.name = "greedy", .minimum_ram = 0x80000000u});
    assert_int_equal(machine_boot(), 0);
}

TEST(test_memory_that_one_app_does_not_fit_in_is_left_for_the_next) {
    machine_add(&(const struct app){.name = "a", .minimum_ram = 20000});
    machine_add(&(const struct app){.name = "b", .minimum_ram = 40000});
    machine_add(&(const struct app){.name = "c", .minimum_ram = 20000});
    assert_int_equal(machine_boot(), 2);
}

/* ABI 5.3: the walk ends when the slots run out, and a slot is used by a process only. */
TEST(test_an_app_that_does_not_fit_does_not_use_up_a_slot) {
    machine_add(&(const struct app){.name = "greedy", .minimum_ram = 0x20000});
    for (uint32_t i = 0; i < PROCESS_SLOTS; i++) {
        small_app("modest");
    }
    assert_int_equal(machine_boot(), PROCESS_SLOTS);
}

TEST(test_when_the_slots_run_out_the_walk_ends) {
    for (uint32_t i = 0; i < PROCESS_SLOTS; i++) {
        small_app("app");
    }
    uint32_t at = small_app("one too many");
    small_app("and another");
    assert_int_equal(machine_boot(), PROCESS_SLOTS);
    expect_skipped("one too many", at, "slots");
    unit_assert_lacks(fake_board.console, "and another");
}

TEST(test_an_app_with_a_fixed_ram_address_gets_it) {
    machine_add(
        &(const struct app){.name = "fixed", .minimum_ram = 256, .fixed_ram = RAM_START + 0x4000});
    expect_only("fixed");
    assert_int_equal(machine_process(0)->memory.start, RAM_START + 0x4000);
}

TEST(test_floating_apps_are_placed_around_a_fixed_one_wherever_it_is_in_flash) {
    small_app("before");
    machine_add(&(const struct app){.name = "fixed", .minimum_ram = 256, .fixed_ram = RAM_START});
    small_app("after");
    assert_int_equal(machine_boot(), 3);
    assert_string_equal(name_in(1), "fixed");
    assert_int_equal(machine_process(1)->memory.start, RAM_START);
    assert_true(machine_process(0)->memory.start >= machine_process(1)->memory.end);
    assert_true(machine_process(2)->memory.start >= machine_process(0)->memory.end);
}

TEST(test_gaps_between_fixed_apps_are_used) {
    machine_add(
        &(const struct app){.name = "low", .minimum_ram = 256, .fixed_ram = RAM_START + 0x1000});
    machine_add(
        &(const struct app){.name = "high", .minimum_ram = 256, .fixed_ram = RAM_START + 0x3000});
    small_app("small");
    machine_add(&(const struct app){.name = "large", .minimum_ram = 5000});
    assert_int_equal(machine_boot(), 4);
    assert_int_equal(machine_process(2)->memory.start, RAM_START);
    assert_true(machine_process(3)->memory.start >= RAM_START + 0x3000);
}

TEST(test_a_fixed_address_outside_ram_is_skipped) {
    uint32_t at = machine_add(&(const struct app){.name = "fixed", .fixed_ram = 0x10000000u});
    small_app("sound");
    assert_int_equal(machine_boot(), 1);
    expect_skipped("fixed", at, "not enough memory for minimum_ram_size 0x");
    unit_assert_contains(fake_board.console, " at 0x10000000\r\n");
}

TEST(test_a_fixed_address_that_is_taken_is_skipped) {
    machine_add(
        &(const struct app){.name = "first", .minimum_ram = 256, .fixed_ram = RAM_START + 0x1000});
    uint32_t at = machine_add(
        &(const struct app){.name = "second", .minimum_ram = 256, .fixed_ram = RAM_START + 0x1000});
    assert_int_equal(machine_boot(), 1);
    assert_string_equal(name_in(0), "first");
    expect_skipped("second", at, "not enough memory for minimum_ram_size 0x00000100 at 0x20001000");
}

TEST(test_a_fixed_address_at_which_no_block_can_begin_is_skipped) {
    uint32_t at = machine_add(
        &(const struct app){.name = "fixed", .minimum_ram = 256, .fixed_ram = RAM_START + 0x1004});
    assert_int_equal(machine_boot(), 0);
    expect_skipped("fixed", at, "at 0x20001004");
}

TEST(test_each_refusal_is_said_once) {
    machine_add(&(const struct app){.name = "off", .disabled = true});
    machine_add(&(const struct app){.name = "fixed", .fixed_ram = 0x10000000u});
    machine_add(&(const struct app){.name = "greedy", .minimum_ram = 0x20000});
    machine_boot();
    const char *names[] = {"App off", "App fixed", "App greedy"};
    for (uint32_t i = 0; i < COUNT_OF(names); i++) {
        const char *first = strstr(fake_board.console, names[i]);
        assert_non_null(first);
        assert_null(strstr(first + 1, names[i]));
    }
}

TEST(test_a_long_name_does_not_crowd_out_the_reason) {
    machine_add(&(const struct app){
        .name = "a name that goes on and on and on and on and on and on and on and on and on and "
                "on and on and on and on",
        .disabled = true});
    machine_boot();
    unit_assert_contains(fake_board.console, " at 0x00080000 skipped: disabled\r\n");
}
