/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The loader of a kernel for one program (kernel/loader_one.c): the first that may run becomes the process. */
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"

#define NO_PROGRAM "No program: `detent inspect` says why\r\n"

static uint32_t small_app(const char *name) {
    return machine_add(&(const struct app){.name = name, .minimum_ram = 256});
}

static void expect_name(const char *name) {
    BUFFER_LOCAL(out, 64);
    process_put_raw_name(machine_process(0), &out);
    buffer_put(&out, 0);
    assert_string_equal((const char *)out_bytes, name);
}

TEST(test_the_first_program_is_loaded_and_no_other) {
    small_app("first");
    small_app("second");
    assert_int_equal(machine_boot(), 1);
    expect_name("first");
    assert_null(kernel.slots[1]);
    assert_int_equal(fake_board.console_length, 0);
}

TEST(test_padding_is_stepped_over) {
    struct tbf_builder b;
    tbf_begin(&b);
    tbf_finish(&b, APP_FLASH, 0);
    machine_add_object(&b);
    small_app("only");
    assert_int_equal(machine_boot(), 1);
    expect_name("only");
}

TEST(test_the_list_ends_at_another_version_and_that_is_said) {
    uint8_t foreign[APP_FLASH] = {3, 0, 16, 0, 0, 4};
    machine_add_bytes(foreign, sizeof foreign);
    small_app("beyond");
    assert_int_equal(machine_boot(), 0);
    assert_string_equal(fake_board.console, NO_PROGRAM);
}

TEST(test_a_program_that_does_not_fit_leaves_the_place_to_the_next) {
    machine_add(&(const struct app){.name = "large", .minimum_ram = 0x40000000});
    small_app("small");
    assert_int_equal(machine_boot(), 1);
    expect_name("small");
}

TEST(test_erased_flash_is_told_of) {
    assert_int_equal(machine_boot(), 0);
    assert_string_equal(fake_board.console, NO_PROGRAM);
}
