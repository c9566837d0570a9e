/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Which registers a system call changes: those that its variant of return value lists, and no
 * other. Loaded together with a process that never yields. Source: ABI 1.2, 1.4. */
#include "tests/places.h"
#include "tests/qemu/raw/probe.h"
#include "tests/qemu/raw/raw.h"

#define SOME_FLAGS (0xA8000000u & FLAGS)
#define NOBODY 0x7777u
#define ALARM_FREQUENCY 1
#define ALARM_SET_RELATIVE 5

struct round {
    struct registers in;
    struct registers out;
};

static void fill(struct round *round) {
    for (uint32_t i = 0; i < REGISTERS; i++)
        round->in.r[i] = 0xC0DE0000 + 0x111 * i;
    round->in.flags = SOME_FLAGS;
}

static void run(struct round *round, probe_function *probe, uint32_t r0, uint32_t r1, uint32_t r2,
                uint32_t r3) {
    fill(round);
    round->in.r[0] = r0;
    round->in.r[1] = r1;
    round->in.r[2] = r2;
    round->in.r[3] = r3;
    probe(&round->in, &round->out);
}

/* From register `first` on everything is as it was. */
static bool kept_from(const struct round *round, uint32_t first) {
    for (uint32_t i = first; i < REGISTERS; i++)
        if (round->out.r[i] != round->in.r[i])
            return false;
    return round->out.sp_moved == 0 && (round->out.flags & FLAGS) == round->in.flags;
}

static bool wrote_1(const struct round *round, uint32_t r0) {
    return round->out.r[0] == r0 && kept_from(round, 1);
}

static bool wrote_2(const struct round *round, uint32_t r0, uint32_t r1) {
    return round->out.r[0] == r0 && round->out.r[1] == r1 && kept_from(round, 2);
}

static bool wrote_3(const struct round *round, uint32_t r0, uint32_t r1, uint32_t r2) {
    return round->out.r[0] == r0 && round->out.r[1] == r1 && round->out.r[2] == r2 &&
           kept_from(round, 3);
}

static void upcall(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg0;
    (void)arg1;
    (void)arg2;
    (void)appdata;
}

static void check_yields(struct round *round) {
    run(round, probe_0, YIELD_NO_WAIT, 0, 0xAAAA, 0xBBBB);
    check("yield_no_wait_with_nothing_queued_writes_no_register", kept_from(round, 0));

    command(DRIVER_ALARM, ALARM_SET_RELATIVE, 0, 0);
    run(round, probe_0, YIELD_WAIT_FOR, DRIVER_ALARM, 0, 0xBBBB);
    check("yield_wait_for_a_queued_upcall_writes_r0_to_r2_only",
          kept_from(round, 3) && round->out.r[0] - round->out.r[1] < 1000 && round->out.r[2] == 0);

    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(30), 0);
    run(round, probe_0, YIELD_WAIT_FOR, DRIVER_ALARM, 0, 0xBBBB);
    check("yield_wait_for_a_later_upcall_writes_r0_to_r2_only",
          kept_from(round, 3) && round->out.r[2] == 0);
}

static void check_subscribe(struct round *round) {
    uint32_t function = (uint32_t)(uintptr_t)upcall;
    run(round, probe_1, DRIVER_ALARM, 0, function, 0xBBBB);
    check("subscribe_success_writes_r0_to_r2_only", wrote_3(round, RETURN_SUCCESS_2U32, 0, 0));
    run(round, probe_1, DRIVER_ALARM, 0, 0, 0);
    check("subscribe_returns_the_previous_pointer_and_appdata",
          wrote_3(round, RETURN_SUCCESS_2U32, function, 0xBBBB));
    run(round, probe_1, DRIVER_ALARM, 0, 0x1235, 0xBBBB);
    check("subscribe_failure_returns_the_passed_pointer_and_appdata",
          wrote_3(round, RETURN_FAILURE_2U32, ERR_INVAL, 0x1235) && round->out.r[3] == 0xBBBB);
}

static void check_command(struct round *round) {
    run(round, probe_2, DRIVER_CONSOLE, 0, 0xAAAA, 0xBBBB);
    check("command_success_writes_r0_only", wrote_1(round, RETURN_SUCCESS));
    uint32_t frequency = command(DRIVER_ALARM, ALARM_FREQUENCY, 0, 0).values[0];
    run(round, probe_2, DRIVER_ALARM, ALARM_FREQUENCY, 0xAAAA, 0xBBBB);
    check("command_success_u32_writes_r0_and_r1_only",
          wrote_2(round, RETURN_SUCCESS_U32, frequency));
    run(round, probe_2, NOBODY, 0, 0xAAAA, 0xBBBB);
    check("command_failure_writes_r0_and_r1_only", wrote_2(round, RETURN_FAILURE, ERR_NODEVICE));
    run(round, probe_2_odd, DRIVER_ALARM, ALARM_FREQUENCY, 0xAAAA, 0xBBBB);
    check("command_on_a_stack_that_is_no_multiple_of_8_keeps_it",
          wrote_2(round, RETURN_SUCCESS_U32, frequency));
}

static void check_allow(struct round *round, probe_function *probe, const char *success,
                        const char *previous, const char *failure, uint32_t buffer) {
    run(round, probe, DRIVER_CONSOLE, 1, buffer, 4);
    check(success, wrote_3(round, RETURN_SUCCESS_2U32, 0, 0));
    run(round, probe, DRIVER_CONSOLE, 1, 0x1234, 0);
    check(previous, wrote_3(round, RETURN_SUCCESS_2U32, buffer, 4));
    uint32_t kernel = places()->kernel_ram;
    run(round, probe, DRIVER_CONSOLE, 1, kernel, 4);
    check(failure, wrote_3(round, RETURN_FAILURE_2U32, ERR_INVAL, kernel) && round->out.r[3] == 4);
    run(round, probe, DRIVER_CONSOLE, 1, 0, 0);
}

static void check_allows(struct round *round) {
    uint8_t buffer[4];
    /* The output goes through read-only buffer 1 of the console, so that is (0, 0) in between. */
    check_allow(round, probe_3, "allow_rw_success_writes_r0_to_r2_only",
                "allow_rw_returns_the_previous_address_and_length",
                "allow_rw_failure_returns_the_passed_address_and_length",
                (uint32_t)(uintptr_t)buffer);
    run(round, probe_4, DRIVER_CONSOLE, 1, (uint32_t)(uintptr_t)buffer, 4);
    check("allow_ro_success_writes_r0_to_r2_only", wrote_3(round, RETURN_SUCCESS_2U32, 0, 0));
    uint32_t kernel = places()->kernel_ram;
    run(round, probe_4, DRIVER_CONSOLE, 1, kernel, 4);
    check("allow_ro_failure_returns_the_passed_address_and_length",
          wrote_3(round, RETURN_FAILURE_2U32, ERR_INVAL, kernel) && round->out.r[3] == 4);
    run(round, probe_7, DRIVER_CONSOLE, 0, (uint32_t)(uintptr_t)buffer, 4);
    check("userspace_readable_allow_failure_returns_the_passed_address_and_length",
          wrote_3(round, RETURN_FAILURE_2U32, ERR_NOSUPPORT, (uint32_t)(uintptr_t)buffer) &&
              round->out.r[3] == 4);
}

static void check_memop_and_exit(struct round *round) {
    uint32_t end = memop(MEMOP_SBRK, 0).values[0];
    run(round, probe_5, MEMOP_BRK, end, 0xAAAA, 0xBBBB);
    check("memop_success_writes_r0_only", wrote_1(round, RETURN_SUCCESS));
    run(round, probe_5, MEMOP_SBRK, 0, 0xAAAA, 0xBBBB);
    check("memop_success_u32_writes_r0_and_r1_only", wrote_2(round, RETURN_SUCCESS_U32, end));
    run(round, probe_5, MEMOP_SBRK, 0x7FFFFFFF, 0xAAAA, 0xBBBB);
    check("memop_failure_writes_r0_and_r1_only", wrote_2(round, RETURN_FAILURE, ERR_NOMEM));
    run(round, probe_5, 12, 0, 0xAAAA, 0xBBBB);
    check("memop_12_and_beyond_is_not_supported", wrote_2(round, RETURN_FAILURE, ERR_NOSUPPORT));
    run(round, probe_5_odd, MEMOP_SBRK, 0, 0xAAAA, 0xBBBB);
    check("memop_on_a_stack_that_is_no_multiple_of_8_keeps_it",
          wrote_2(round, RETURN_SUCCESS_U32, end));
    run(round, probe_6, 2, 0xAAAA, 0xAAAA, 0xBBBB);
    check("exit_number_2_is_not_supported_and_writes_r0_and_r1_only",
          wrote_2(round, RETURN_FAILURE, ERR_NOSUPPORT));
}

/* Two million instructions, 64 ms on this board: six slices, shared with a process that never
 * yields. */
static void check_preemption(struct round *round) {
    fill(round);
    round->in.r[0] = 700000;
    uint32_t start = now_ticks();
    probe_loop(&round->in, &round->out);
    check("a_preempted_process_finds_all_its_registers", kept_from(round, 1));
    check("a_preempted_process_was_away", now_ticks() - start > ms_to_ticks(100));
}

int raw_main(const struct start *start) {
    (void)start;
    struct round round;
    check_yields(&round);
    check_subscribe(&round);
    check_command(&round);
    check_allows(&round);
    check_memop_and_exit(&round);
    check_preemption(&round);
    end_of("abi_registers");
    return 0;
}
