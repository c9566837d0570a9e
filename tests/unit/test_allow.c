/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The three kinds of Allow (ABI 2.6, 2.7), and the views that drivers get on what is allowed. */
#include "kernel/process_slice.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

/* ---- Swapping ---- */

static const uint32_t classes[] = {SYSCALL_ALLOW_RW, SYSCALL_ALLOW_RO,
                                   SYSCALL_ALLOW_USERSPACE_READ};

TEST(test_the_first_allow_ever_returns_nothing) {
    struct process *p = machine_running();
    for (uint32_t i = 0; i < COUNT_OF(classes); i++) {
        struct call c = call(p, classes[i], PROBE, 0, ram_of(p) + 64 * i, 64);
        assert_success_2u32(c, 0, 0);
        assert_int_equal(c.action, TRAP_RESUME);
    }
}

TEST(test_allow_returns_the_buffer_that_was_allowed_before) {
    struct process *p = machine_running();
    for (uint32_t i = 0; i < COUNT_OF(classes); i++) {
        call(p, classes[i], PROBE, 0, ram_of(p), 64);
        struct call c = call(p, classes[i], PROBE, 0, ram_of(p) + 32, 33);
        assert_success_2u32(c, ram_of(p), 64);
        c = call(p, classes[i], PROBE, 0, 0, 0);
        assert_success_2u32(c, ram_of(p) + 32, 33);
    }
}

TEST(test_the_address_of_a_buffer_of_no_length_comes_back_verbatim) {
    struct process *p = machine_running();
    for (uint32_t i = 0; i < COUNT_OF(classes); i++) {
        struct call c = call(p, classes[i], PROBE, 0, 0xDEADBEEFu, 0);
        assert_success_2u32(c, 0, 0);
        c = call(p, classes[i], PROBE, 0, ram_of(p), 4);
        assert_success_2u32(c, 0xDEADBEEFu, 0);
    }
}

TEST(test_the_three_kinds_of_allow_are_numbered_apart) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 10);
    allow_ro(p, PROBE, 0, ram_of(p) + 20, 20);
    allow_readable(p, PROBE, 0, ram_of(p) + 40, 30);
    struct call c = allow_rw(p, PROBE, 0, 0, 0);
    assert_success_2u32(c, ram_of(p), 10);
    c = allow_ro(p, PROBE, 0, 0, 0);
    assert_success_2u32(c, ram_of(p) + 20, 20);
    c = allow_readable(p, PROBE, 0, 0, 0);
    assert_success_2u32(c, ram_of(p) + 40, 30);
}

TEST(test_each_allow_number_has_a_slot_of_its_own) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 10);
    struct call c = allow_rw(p, PROBE, 1, ram_of(p) + 16, 12);
    assert_success_2u32(c, 0, 0);
    c = allow_rw(p, PROBE, 0, 0, 0);
    assert_success_2u32(c, ram_of(p), 10);
    c = allow_rw(p, PROBE, 1, 0, 0);
    assert_success_2u32(c, ram_of(p) + 16, 12);
}

TEST(test_allow_overlapping_buffers_are_both_accepted) {
    struct process *p = machine_running();
    struct call c = allow_rw(p, PROBE, 0, ram_of(p), 64);
    assert_success_2u32(c, 0, 0);
    c = allow_rw(p, PROBE, 1, ram_of(p) + 32, 64);
    assert_success_2u32(c, 0, 0);
    c = allow_ro(p, PROBE, 0, ram_of(p) + 1, 90);
    assert_success_2u32(c, 0, 0);
    c = allow_rw(p, SECOND, 0, ram_of(p), 64);
    assert_success_2u32(c, 0, 0);
}

TEST(test_buffers_need_no_alignment) {
    struct process *p = machine_running();
    for (uint32_t odd = 1; odd < 8; odd++) {
        struct call c = allow_rw(p, PROBE, 0, ram_of(p) + odd, odd);
        assert_success_2u32(c, odd == 1 ? 0 : ram_of(p) + odd - 1, odd - 1);
    }
}

TEST(test_all_of_ram_may_be_allowed_at_once) {
    struct process *p = machine_running();
    struct call c = allow_rw(p, PROBE, 0, p->memory.start, p->memory.app_break - p->memory.start);
    assert_success_2u32(c, 0, 0);
    c = allow_ro(p, PROBE, 0, p->memory.start, p->memory.app_break - p->memory.start);
    assert_success_2u32(c, 0, 0);
}

/* ---- Errors, and their order ---- */

static void expect_allow(struct process *p, uint32_t class, uint32_t driver, uint32_t number,
                         uint32_t address, uint32_t length, enum errorcode error) {
    UNIT_CONTEXT("class %u, driver 0x%x, number %u, [0x%x, +0x%x)", class, driver, number, address,
                 length);
    uint32_t high_water = p->memory.high_water;
    struct call c = call(p, class, driver, number, address, length);
    assert_swap_failure(c, error);
    assert_int_equal(c.action, TRAP_RESUME);
    assert_int_equal(p->memory.high_water, high_water);
    assert_sound(p);
}

TEST(test_buffers_outside_the_processes_ram_are_invalid) {
    struct process *p = machine_running();
    const struct layout *l = &p->memory;
    const struct {
        uint32_t address;
        uint32_t length;
    } outside[] = {
        {l->start - 1, 1},
        {l->start - 1, 2},
        {l->app_break, 1},
        {l->app_break - 1, 2},
        {l->start, l->app_break - l->start + 1},
        {l->kernel_break, 4},
        {l->end - 1, 1},
        {l->end, 1},
        {0, 1},
        {0, UINT32_MAX},
        {l->start + 8, UINT32_MAX},
        {l->start + 8, (uint32_t)-8},
        {l->start + 8, 0u - l->start - 4},
        {UINT32_MAX, 1},
        {UINT32_MAX, 2},
        {0xE000E010u, 4},
        {0x40000000u, 4},
    };
    for (uint32_t k = 0; k < COUNT_OF(classes); k++) {
        for (uint32_t i = 0; i < COUNT_OF(outside); i++) {
            expect_allow(p, classes[k], PROBE, 0, outside[i].address, outside[i].length, ERR_INVAL);
        }
    }
}

TEST(test_another_processes_ram_is_invalid) {
    machine_add(RUNNING_APP("other"));
    struct process *p = machine_running();
    struct process *other = machine_process(0);
    machine_settle(other);
    for (uint32_t k = 0; k < COUNT_OF(classes); k++) {
        expect_allow(p, classes[k], PROBE, 0, ram_of(other), 16, ERR_INVAL);
    }
    expect_allow(p, SYSCALL_ALLOW_RO, PROBE, 0, flash_of(other), 16, ERR_INVAL);
}

TEST(test_flash_may_be_allowed_read_only_and_in_no_other_way) {
    struct process *p = machine_running();
    expect_allow(p, SYSCALL_ALLOW_RW, PROBE, 0, flash_of(p), 4, ERR_INVAL);
    expect_allow(p, SYSCALL_ALLOW_USERSPACE_READ, PROBE, 0, flash_of(p), 4, ERR_INVAL);
    uint32_t all = p->flash_start + p->flash_size - flash_of(p);
    struct call c = allow_ro(p, PROBE, 0, flash_of(p), all);
    assert_success_2u32(c, 0, 0);
    c = allow_ro(p, PROBE, 0, p->flash_start + p->flash_size - 1, 1);
    assert_success_2u32(c, flash_of(p), all);
}

TEST(test_header_and_protected_trailer_are_not_accepted) {
    machine_add(&(const struct app){.name = "trailer", .trailer = 64, .minimum_ram = RUNNING_RAM});
    machine_boot();
    struct process *p = machine_process(0);
    machine_settle(p);
    expect_allow(p, SYSCALL_ALLOW_RO, PROBE, 0, p->flash_start, 4, ERR_INVAL);
    expect_allow(p, SYSCALL_ALLOW_RO, PROBE, 0, flash_of(p) - 1, 1, ERR_INVAL);
    expect_allow(p, SYSCALL_ALLOW_RO, PROBE, 0, flash_of(p) - 1, 2, ERR_INVAL);
    struct call c = allow_ro(p, PROBE, 0, flash_of(p), 4);
    assert_success_2u32(c, 0, 0);
}

TEST(test_footers_may_be_read) {
    machine_add(
        &(const struct app){.name = "footers", .binary_end = 0x300, .minimum_ram = RUNNING_RAM});
    machine_boot();
    struct process *p = machine_process(0);
    machine_settle(p);
    struct call c = allow_ro(p, PROBE, 0, p->flash_start + 0x300, APP_FLASH - 0x300);
    assert_success_2u32(c, 0, 0);
    expect_allow(p, SYSCALL_ALLOW_RO, PROBE, 0, p->flash_start + 0x300, APP_FLASH - 0x300 + 1,
                 ERR_INVAL);
}

TEST(test_an_unknown_driver_is_no_device) {
    struct process *p = machine_running();
    for (uint32_t k = 0; k < COUNT_OF(classes); k++) {
        expect_allow(p, classes[k], UNKNOWN, 0, ram_of(p), 4, ERR_NODEVICE);
        expect_allow(p, classes[k], UNKNOWN, 0, 0, 0, ERR_NODEVICE);
    }
}

TEST(test_the_driver_is_checked_before_the_buffer) {
    struct process *p = machine_running();
    for (uint32_t k = 0; k < COUNT_OF(classes); k++) {
        expect_allow(p, classes[k], UNKNOWN, 0, 0, 4, ERR_NODEVICE);
    }
}

TEST(test_the_buffer_is_checked_before_memory_and_number) {
    struct process *p = machine_running();
    for (uint32_t k = 0; k < COUNT_OF(classes); k++) {
        expect_allow(p, classes[k], HUGE, 99, 0, 4, ERR_INVAL);
        expect_allow(p, classes[k], BARE, 99, 0, 4, ERR_INVAL);
        expect_allow(p, classes[k], PROBE, 99, 0, 4, ERR_INVAL);
    }
}

TEST(test_a_driver_without_a_grant_has_no_memory) {
    struct process *p = machine_running();
    expect_allow(p, SYSCALL_ALLOW_RW, BARE, 0, ram_of(p), 4, ERR_NOMEM);
    expect_allow(p, SYSCALL_ALLOW_RO, BARE, 0, ram_of(p), 4, ERR_NOMEM);
    expect_allow(p, SYSCALL_ALLOW_RO, BARE, 99, ram_of(p), 0, ERR_NOMEM);
}

/* ABI 2.12, last column */
TEST(test_a_driver_without_userspace_readable_buffers_does_not_support_them) {
    struct process *p = machine_running();
    expect_allow(p, SYSCALL_ALLOW_USERSPACE_READ, BARE, 0, ram_of(p), 4, ERR_NOSUPPORT);
    expect_allow(p, SYSCALL_ALLOW_USERSPACE_READ, SECOND, 0, ram_of(p), 4, ERR_NOSUPPORT);
}

TEST(test_a_grant_that_does_not_fit_is_no_memory) {
    struct process *p = machine_running();
    for (uint32_t k = 0; k < COUNT_OF(classes); k++) {
        expect_allow(p, classes[k], HUGE, 0, ram_of(p), 4, ERR_NOMEM);
        expect_allow(p, classes[k], HUGE, 0, 0, 0, ERR_NOMEM);
    }
}

TEST(test_memory_is_checked_before_the_number) {
    struct process *p = machine_running();
    for (uint32_t k = 0; k < COUNT_OF(classes); k++) {
        expect_allow(p, classes[k], HUGE, 99, ram_of(p), 4, ERR_NOMEM);
    }
}

/* ABI D2 */
TEST(test_a_number_beyond_the_drivers_slots_is_not_supported) {
    struct process *p = machine_running();
    const uint32_t numbers[] = {2, 3, 255, 256, 257, 0x10000, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(numbers); i++) {
        expect_allow(p, SYSCALL_ALLOW_RW, PROBE, numbers[i], ram_of(p), 4, ERR_NOSUPPORT);
        expect_allow(p, SYSCALL_ALLOW_RO, PROBE, numbers[i], ram_of(p), 4, ERR_NOSUPPORT);
        expect_allow(p, SYSCALL_ALLOW_USERSPACE_READ, PROBE, numbers[i], ram_of(p), 4,
                     ERR_NOSUPPORT);
    }
    expect_allow(p, SYSCALL_ALLOW_USERSPACE_READ, PROBE, 1, ram_of(p), 4, ERR_NOSUPPORT);
}

TEST(test_a_refused_allow_leaves_the_old_buffer) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 24);
    expect_allow(p, SYSCALL_ALLOW_RW, PROBE, 0, p->memory.end, 4, ERR_INVAL);
    struct slice_rw s = slice_allowed_rw(probe_handle.handle, p->id, 0);
    assert_int_equal(s.address, ram_of(p));
    assert_int_equal(s.length, 24);
}

TEST(test_no_memory_lasts_only_as_long_as_there_is_none) {
    struct process *p = machine_running();
    machine_fill(p);
    expect_allow(p, SYSCALL_ALLOW_RW, PROBE, 0, ram_of(p), 4, ERR_NOMEM);
    struct call c = memop(p, MEMOP_BRK, ram_of(p) + 64);
    assert_success(c);
    c = allow_rw(p, PROBE, 0, ram_of(p), 4);
    assert_success_2u32(c, 0, 0);
}

/* ---- The high-water mark ---- */

TEST(test_the_break_may_not_fall_below_a_buffer_even_after_it_was_revoked) {
    for (uint32_t k = 0; k < COUNT_OF(classes); k++) {
        static struct process *p;
        p = p == NULL ? machine_running() : p;
        uint32_t end = ram_of(p) + 100 * (k + 1);
        call(p, classes[k], PROBE, 0, end - 4, 4);
        call(p, classes[k], PROBE, 0, 0, 0);
        struct call c = memop(p, MEMOP_BRK, end - 1);
        assert_failure(c, ERR_NOMEM);
        c = memop(p, MEMOP_BRK, end);
        assert_success(c);
        c = memop(p, MEMOP_BRK, p->memory.start + RUNNING_RAM);
        assert_success(c);
    }
}

TEST(test_buffers_in_flash_and_of_no_length_do_not_hold_the_break) {
    struct process *p = machine_running();
    allow_ro(p, PROBE, 0, flash_of(p), 64);
    allow_rw(p, PROBE, 0, p->memory.app_break - 1, 0);
    struct call c = memop(p, MEMOP_BRK, ram_of(p));
    assert_success(c);
}

/* ---- What a driver sees ---- */

TEST(test_a_driver_reads_and_writes_what_is_allowed) {
    struct process *p = machine_running();
    uint32_t at = machine_put_text(p, 0, "abcd");
    allow_ro(p, PROBE, 1, at, 3);
    allow_rw(p, PROBE, 1, at + 2, 2);
    struct slice_ro ro = slice_allowed_ro(probe_handle.handle, p->id, 1);
    assert_int_equal(ro.length, 3);
    assert_int_equal(slice_get(ro, 0), 'a');
    assert_int_equal(slice_get(ro, 2), 'c');
    assert_int_equal(slice_get(ro, 3), 0); /* beyond the end, though a 'd' is there */
    assert_int_equal(slice_get(ro, UINT32_MAX), 0);
    struct slice_rw rw = slice_allowed_rw(probe_handle.handle, p->id, 1);
    assert_true(slice_set(rw, 1, 'X'));
    assert_false(slice_set(rw, 2, 'Y'));
    assert_false(slice_set(rw, UINT32_MAX, 'Y'));
    assert_memory_equal(bytes_at(at), "abcX\0", 5);
}

TEST(test_a_buffer_that_was_never_allowed_has_no_length) {
    struct process *p = machine_running();
    assert_int_equal(slice_allowed_ro(probe_handle.handle, p->id, 0).length, 0);
    allow_ro(p, PROBE, 0, ram_of(p), 4);
    assert_int_equal(slice_allowed_ro(probe_handle.handle, p->id, 1).length, 0);
    assert_int_equal(slice_allowed_rw(probe_handle.handle, p->id, 0).length, 0);
    assert_int_equal(slice_allowed_rw(probe_handle.handle, p->id, 7).length, 0);
    assert_int_equal(slice_allowed_rw(probe_handle.handle, p->id, UINT32_MAX).length, 0);
}

TEST(test_a_revoked_buffer_has_no_length) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 8);
    allow_rw(p, PROBE, 0, ram_of(p), 0);
    struct slice_rw s = slice_allowed_rw(probe_handle.handle, p->id, 0);
    assert_int_equal(s.length, 0);
    assert_false(slice_set(s, 0, 1));
}

TEST(test_the_buffers_of_a_dead_process_have_no_length) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 8);
    allow_ro(p, PROBE, 0, ram_of(p), 8);
    struct process_id old = p->id;
    process_terminate(p, COMPLETION_CODE, 0);
    assert_int_equal(slice_allowed_rw(probe_handle.handle, old, 0).length, 0);
    assert_int_equal(slice_allowed_ro(probe_handle.handle, old, 0).length, 0);
    assert_int_equal(slice_allowed_rw(probe_handle.handle, process_id_none(), 0).length, 0);
}

TEST(test_a_restarted_process_has_no_buffers) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 8);
    struct process_id old = p->id;
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    assert_int_equal(slice_allowed_rw(probe_handle.handle, old, 0).length, 0);
    assert_int_equal(slice_allowed_rw(probe_handle.handle, p->id, 0).length, 0);
}

/* The process may fault later and be reported; its buffers are its own no more. */
TEST(test_the_buffers_of_a_faulted_process_have_no_length) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 8);
    fake_fault_other(p);
    assert_int_equal(slice_allowed_rw(probe_handle.handle, p->id, 0).length, 0);
}

TEST(test_a_word_is_written_whole_or_not_at_all) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p) + 1, 6);
    struct slice_rw s = slice_allowed_rw(probe_handle.handle, p->id, 0);
    assert_true(slice_set_u32(s, 0, 0x44332211));
    assert_true(slice_set_u32(s, 2, 0x88776655));
    assert_false(slice_set_u32(s, 3, 0));
    assert_false(slice_set_u32(s, UINT32_MAX, 0));
    assert_false(slice_set_u32(s, UINT32_MAX - 2, 0));
    assert_memory_equal(bytes_at(ram_of(p)), "\0\x11\x22\x55\x66\x77\x88\0", 8);
    allow_rw(p, PROBE, 0, ram_of(p), 3);
    s = slice_allowed_rw(probe_handle.handle, p->id, 0);
    assert_false(slice_set_u32(s, 0, 0));
}

TEST(test_a_view_is_copied_as_far_as_there_is_and_as_fits) {
    struct process *p = machine_running();
    allow_ro(p, PROBE, 0, machine_put_text(p, 0, "0123456789"), 10);
    struct slice_ro s = slice_allowed_ro(probe_handle.handle, p->id, 0);
    BUFFER_LOCAL(to, 8);
    assert_int_equal(slice_read(s, 8, 5, &to), 2);
    assert_int_equal(slice_read(s, 10, 5, &to), 0);
    assert_int_equal(slice_read(s, 11, 5, &to), 0);
    assert_int_equal(slice_read(s, UINT32_MAX, UINT32_MAX, &to), 0);
    assert_int_equal(slice_read(s, 1, 0, &to), 0);
    assert_int_equal(slice_read(s, 2, UINT32_MAX, &to), 6);
    assert_int_equal(slice_read(s, 0, 1, &to), 0);
    assert_memory_equal(to_bytes, "89234567", 8);
}

TEST(test_a_window_is_written_as_far_as_the_view_reaches) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 4);
    struct slice_rw s = slice_allowed_rw(probe_handle.handle, p->id, 0);
    BUFFER_LOCAL(from, 8);
    buffer_text(&from, TEXT("abcdef"));
    buffer_advance(&from, 1);
    assert_int_equal(slice_write(s, 2, &from), 2);
    assert_int_equal(slice_write(s, 4, &from), 0);
    assert_int_equal(slice_write(s, UINT32_MAX, &from), 0);
    assert_int_equal(slice_write(s, UINT32_MAX - 2, &from), 0);
    assert_memory_equal(bytes_at(ram_of(p)), "\0\0bc\0", 5);
}

TEST(test_a_driver_may_not_see_what_is_allowed_to_another) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 4);
    assert_int_equal(slice_allowed_rw(second_handle.handle, p->id, 0).length, 0);
    assert_int_equal(slice_allowed_rw(huge_handle.handle, p->id, 0).length, 0);
}
