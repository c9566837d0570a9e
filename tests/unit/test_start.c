/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How a process begins (ABI 1.4 "process entry", 3.3, 5.1, 5.5). */
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

static struct process *loaded(void) {
    machine_add(&(const struct app){
        .name = "start", .trailer = 32, .init = 0x41, .minimum_ram = RUNNING_RAM});
    assert_int_equal(machine_boot(), 1);
    return machine_process(0);
}

TEST(test_a_fresh_process_is_yielded_and_ready_to_run_its_entry_point) {
    struct process *p = loaded();
    assert_int_equal(p->state, PROCESS_YIELDED);
    assert_false(p->stopped);
    assert_int_equal(p->completion, COMPLETION_NONE);
    assert_true(ready_set_has(&kernel.ready, 0));
}

TEST(test_the_entry_point_gets_program_memory_size_and_break) {
    struct process *p = loaded();
    uint32_t header_size = flash_of(p) - 32 - FLASH_START;
    machine_start(p);
    assert_upcall(p, FLASH_START + header_size + 0x41, FLASH_START + header_size + 32,
                  p->memory.start, p->memory.end - p->memory.start, p->memory.start + 32);
}

TEST(test_the_entry_point_returns_to_address_zero_with_the_thumb_bit) {
    struct process *p = loaded();
    machine_start(p);
    assert_int_equal(fake_frame(p)->lr, 1);
}

TEST(test_a_process_owns_32_bytes_at_first) {
    struct process *p = loaded();
    assert_int_equal(p->memory.app_break, p->memory.start + 32);
    assert_int_equal(p->memory.high_water, p->memory.start);
    assert_sound(p);
}

TEST(test_what_a_process_can_touch_at_first_is_zero_but_for_its_frame) {
    struct process *p = loaded();
    uint32_t end =
        mpu_accessible_end((struct range){p->memory.start, p->memory.end}, p->memory.app_break);
    for (uint32_t at = p->memory.start + 32; at < end; at++) {
        assert_int_equal(*bytes_at(at), 0);
    }
    assert_int_equal(fake_frame(p)->r12, 0);
}

TEST(test_its_minimum_ram_can_be_had) {
    struct process *p = loaded();
    machine_start(p);
    struct call c = memop(p, MEMOP_BRK, p->memory.start + RUNNING_RAM);
    assert_success(c);
}

TEST(test_the_start_call_comes_before_upcalls_and_only_once) {
    struct process *p = loaded();
    machine_start(p);
    struct call c = yield_wait(p);
    assert_blocked(c);
    assert_false(ready_set_has(&kernel.ready, 0));
}

TEST(test_a_stopped_process_does_not_start_until_it_is_resumed) {
    struct process *p = loaded();
    assert_int_equal(process_stop(p), OK);
    assert_false(ready_set_has(&kernel.ready, 0));
    assert_int_equal(process_resume(p), OK);
    assert_true(ready_set_has(&kernel.ready, 0));
    machine_start(p);
}

TEST(test_a_restarted_process_begins_as_the_first_time) {
    struct process *p = loaded();
    machine_settle(p);
    subscribe(p, PROBE, 0, function_of(p), 0);
    uint32_t kernel_break = p->memory.kernel_break;
    memset(bytes_at(p->memory.start), 0xEE, 32);
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    assert_true(p->memory.kernel_break > kernel_break); /* all grants have gone */
    assert_int_equal(p->memory.high_water, p->memory.start);
    machine_start(p);
    assert_upcall(p, p->entry, flash_of(p), p->memory.start, p->memory.end - p->memory.start,
                  p->memory.start + 32);
    assert_int_equal(fake_frame(p)->lr, 1);
    assert_int_equal(fake_frame(p)->r12, 0);
    struct call c = subscribe(p, PROBE, 0, 0, 0);
    assert_success_2u32(c, 0, 0);
}
