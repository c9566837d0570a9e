/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x10002 (capsules/syscall/process_info.c; ABI 7.4). */
#include "capsules/syscall/process_info.h"

#include "kernel/capability_mint.h"
#include "kernel/process_control.h"
#include "tests/unit/capsules.h"

enum {
    EXISTS,
    COUNT,
    NUMBERS,
    SHORT_IDS,
    NAME,
    STATE,
    CONTROL,
    BEYOND
};
enum {
    RESUME = 1,
    STOP,
    FAULT,
    TERMINATE,
    BOOT
};

extern struct process_info_driver driver;
#define DRIVERS(X)                                                                                 \
    X(INFO, DRIVER_PROCESS_INFO, struct process_info_driver, &driver, process_info_driver_command, \
      &process_info_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

struct process_info_driver driver =
    PROCESS_INFO_DRIVER(INFO, CAPABILITY_MINT(process_management_capability));

#define BUFFER_BYTES 64u
#define UNTOUCHED 0xCDCDCDCDu

static uint8_t *buffer(void) {
    return bytes_at(ram_of(machine_process(0)));
}

/* Process 0 allows this much of its buffer. */
static void allow(uint32_t length) {
    memset(buffer(), 0xCD, BUFFER_BYTES);
    struct process *p = machine_process(0);
    struct call c = allow_rw(p, DRIVER_PROCESS_INFO, 0, ram_of(p), length);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
}

static uint32_t word(uint32_t index) {
    uint32_t w;
    memcpy(&w, buffer() + 4 * index, 4);
    return w;
}

static struct call info(uint32_t number, uint32_t arg1, uint32_t arg2) {
    return command(machine_process(0), DRIVER_PROCESS_INFO, number, arg1, arg2);
}

static uint32_t number_of(uint32_t slot) {
    return process_id_number(machine_process(slot)->id);
}

TEST(test_the_driver_exists_and_counts_processes) {
    boot_apps(3);
    struct call c = info(EXISTS, 0, 0);
    assert_success(c);
    c = info(COUNT, 0, 0);
    assert_success_u32(c, 3);
}

TEST(test_other_commands_are_not_supported) {
    boot_apps(1);
    struct call c = info(BEYOND, 0, 0);
    assert_failure(c, ERR_NOSUPPORT);
    c = info(BEYOND, 99, 0);
    assert_failure(c, ERR_NOSUPPORT);
}

TEST(test_numbers_are_listed_in_the_buffer) {
    boot_apps(3);
    restart(machine_process(1));
    allow(BUFFER_BYTES);
    struct call c = info(NUMBERS, 0, 0);
    assert_success_u32(c, 3);
    assert_int_equal(word(0), number_of(0));
    assert_int_equal(word(1), number_of(1));
    assert_int_not_equal(word(1), 1); /* which it was before */
    assert_int_equal(word(2), number_of(2));
    assert_int_equal(word(3), UNTOUCHED);
}

TEST(test_as_many_numbers_as_fit_whole_are_listed_and_all_are_counted) {
    boot_apps(3);
    allow(7);
    struct call c = info(NUMBERS, 0, 0);
    assert_success_u32(c, 3);
    assert_int_equal(word(0), number_of(0));
    assert_int_equal(word(1), UNTOUCHED);
    allow(0);
    c = info(NUMBERS, 0, 0);
    assert_success_u32(c, 3);
    assert_int_equal(word(0), UNTOUCHED);
}

TEST(test_short_ids_are_locally_unique_ones) {
    boot_apps(2);
    allow(BUFFER_BYTES);
    struct call c = info(SHORT_IDS, 0, 0);
    assert_success_u32(c, 2);
    assert_int_equal(word(0), 0);
    assert_int_equal(word(1), 0);
    assert_int_equal(word(2), UNTOUCHED);
}

TEST(test_the_count_leaves_the_buffer_alone) {
    boot_apps(2);
    allow(BUFFER_BYTES);
    info(COUNT, 0, 0);
    assert_int_equal(word(0), UNTOUCHED);
}

TEST(test_a_name_is_copied_as_far_as_it_fits_and_its_length_is_said) {
    boot_apps(2);
    allow(BUFFER_BYTES);
    struct call c = info(NAME, number_of(1), 0);
    assert_success_u32(c, 4);
    assert_memory_equal(buffer(), "app1\xCD\xCD", 6);
    allow(2);
    c = info(NAME, number_of(1), 0);
    assert_success_u32(c, 4);
    assert_memory_equal(buffer(), "ap\xCD\xCD", 4);
}

TEST(test_one_name_does_not_follow_another) {
    boot_apps(3);
    allow(BUFFER_BYTES);
    info(NAME, number_of(1), 0);
    allow(BUFFER_BYTES);
    info(NAME, number_of(2), 0);
    assert_memory_equal(buffer(), "app2\xCD\xCD", 6);
}

TEST(test_a_process_without_a_name_has_one_of_no_length) {
    machine_add(RUNNING_APP("app0"));
    machine_add(&(const struct app){.minimum_ram = RUNNING_RAM});
    assert_int_equal(machine_boot(), 2);
    machine_settle(machine_process(0));
    allow(BUFFER_BYTES);
    struct call c = info(NAME, number_of(1), 0);
    assert_success_u32(c, 0);
    assert_int_equal(word(0), UNTOUCHED);
}

TEST(test_a_long_name_is_copied_whole_or_as_far_as_it_fits) {
    static const char *const long_name = "a-name-of-fifty-characters-is-longer-than-the-rest";
    machine_add(RUNNING_APP(long_name));
    assert_int_equal(machine_boot(), 1);
    machine_settle(machine_process(0));
    allow(BUFFER_BYTES);
    struct call c = info(NAME, 0, 0);
    assert_success_u32(c, (uint32_t)strlen(long_name));
    assert_memory_equal(buffer(), long_name, strlen(long_name));
    assert_int_equal(buffer()[strlen(long_name)], UNTOUCHED & 0xFF);
    allow(33);
    c = info(NAME, 0, 0);
    assert_success_u32(c, (uint32_t)strlen(long_name));
    assert_memory_equal(buffer(), long_name, 33);
    assert_int_equal(buffer()[33], UNTOUCHED & 0xFF);
}

TEST(test_the_name_of_an_unknown_process_is_invalid) {
    boot_apps(1);
    allow(BUFFER_BYTES);
    struct call c = info(NAME, 7, 0);
    assert_failure(c, ERR_INVAL);
    c = info(NAME, UINT32_MAX, 0);
    assert_failure(c, ERR_INVAL);
    assert_int_equal(word(0), UNTOUCHED);
}

TEST(test_the_state_is_four_words) {
    boot_apps(2);
    struct process *p = machine_process(1);
    p->debug.slice_expirations = 17;
    p->debug.restarts = 5;
    uint32_t syscalls = p->debug.syscalls;
    allow(BUFFER_BYTES);
    struct call c = info(STATE, number_of(1), 0);
    assert_success(c);
    assert_int_equal(word(0), 17);
    assert_int_equal(word(1), syscalls);
    assert_int_equal(word(2), 5);
    assert_int_equal(word(3), 0);
    assert_int_equal(word(4), UNTOUCHED);
}

TEST(test_states_have_the_numbers_of_the_abi) {
    boot_apps(2);
    struct process *p = machine_process(1);
    allow(BUFFER_BYTES);
    yield_wait(p);
    info(STATE, number_of(1), 0);
    assert_int_equal(word(3), 1);
    p->state = PROCESS_YIELDED_FOR;
    info(STATE, number_of(1), 0);
    assert_int_equal(word(3), 2);
    process_stop(p);
    info(STATE, number_of(1), 0);
    assert_int_equal(word(3), 3);
    fake_fault_at(p, 0);
    info(STATE, number_of(1), 0);
    assert_int_equal(word(3), 4);
    process_terminate(p, COMPLETION_CODE, 0);
    info(STATE, number_of(1), 0);
    assert_int_equal(word(3), 5);
}

TEST(test_the_state_of_an_unknown_process_leaves_the_buffer_untouched) {
    boot_apps(1);
    allow(BUFFER_BYTES);
    struct call c = info(STATE, 99, 0);
    assert_success(c);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(word(i), UNTOUCHED);
    }
}

TEST(test_control_stops_resumes_terminates_and_boots) {
    boot_apps(2);
    struct process *p = machine_process(1);
    struct call c = info(CONTROL, number_of(1), STOP);
    assert_success(c);
    assert_true(p->stopped);
    c = info(CONTROL, number_of(1), RESUME);
    assert_success(c);
    assert_false(p->stopped);
    c = info(CONTROL, number_of(1), TERMINATE);
    assert_success(c);
    assert_int_equal(p->state, PROCESS_TERMINATED);
    c = info(CONTROL, number_of(1), BOOT);
    assert_success(c);
    machine_turn();
    assert_true(process_is_alive(p));
    c = info(CONTROL, number_of(1), FAULT);
    assert_success(c);
    assert_int_equal(p->state, PROCESS_FAULTED);
}

TEST(test_what_cannot_be_done_is_a_success_all_the_same) {
    boot_apps(2);
    static const uint32_t operations[] = {RESUME, BOOT, 0, BOOT + 1, UINT32_MAX};
    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        struct call c = info(CONTROL, number_of(1), operations[i]);
        assert_success(c);
        assert_int_equal(machine_process(1)->state, PROCESS_RUNNING);
        assert_false(machine_process(1)->stopped);
    }
}

TEST(test_control_of_an_unknown_process_is_invalid) {
    boot_apps(1);
    struct call c = info(CONTROL, 99, STOP);
    assert_failure(c, ERR_INVAL);
}

TEST(test_a_process_can_stop_itself_and_goes_on_after_the_command) {
    boot_apps(1);
    struct process *p = machine_process(0);
    struct call c = info(CONTROL, number_of(0), STOP);
    assert_success(c);
    assert_int_equal(c.action, TRAP_LEAVE);
    assert_sound(p);
    assert_int_equal(process_resume(p), OK);
    assert_true(ready_set_has(&kernel.ready, 0));
    c = info(EXISTS, 0, 0);
    assert_success(c);
}

TEST(test_a_process_that_ends_itself_is_not_run_on) {
    static const uint32_t operations[] = {FAULT, TERMINATE};
    boot_apps(1);
    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        struct process *p = machine_process(0);
        struct call c = info(CONTROL, number_of(0), operations[i]);
        assert_int_equal(c.action, TRAP_LEAVE);
        assert_false(process_is_alive(p));
        assert_sound(p);
        if (p->state == PROCESS_FAULTED) {
            restart(p);
        }
    }
}
