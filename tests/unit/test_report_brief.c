/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The short reports of a kernel without panic text (kernel/report_brief.c). */
#include "kernel/messages.h"
#include "kernel/panic.h"
#include "kernel/report.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"

static void expect_one_line(const struct process *p, struct report_cursor cursor,
                            const char *part) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX + 1);
    assert_true(report_next(&cursor, p, &line));
    assert_in_range(line.length, 1, MESSAGE_LINE_MAX);
    buffer_put(&line, 0);
    unit_assert_contains((const char *)line_bytes, part);
    buffer_clear(&line);
    assert_false(report_next(&cursor, p, &line));
    assert_false(report_next(&cursor, p, &line));
}

TEST(test_each_report_is_one_line_that_names_the_process_and_its_state) {
    struct process *p = machine_running();
    expect_one_line(p, report_of_overview(), "running state 0x0 cause 0x0");
    expect_one_line(p, report_of_process(), "running state 0x0 cause 0x0");
    fake_fault_at(p, 0x1234);
    expect_one_line(p, report_of_fault(), "running state 0x3 cause 0x0");
    expect_one_line(p, report_of_fault(), "0x00001234");
}

TEST(test_a_brief_panic_says_why_and_names_every_process) {
    machine_add(RUNNING_APP("bystander"));
    machine_running();
    EXPECT_HALT(panic_at(TEXT("file.c"), 12, TEXT("something happened")));
    unit_assert_contains(fake_board.console, "something happened\r\n");
    unit_assert_contains(fake_board.console, "bystander state 0x1");
    unit_assert_contains(fake_board.console, "running state 0x0 cause 0x0");
}

TEST(test_a_brief_panic_for_a_process_or_the_cpu_is_numbers) {
    struct process *p = machine_running();
    fake_fault_at(p, 0x1234);
    EXPECT_HALT(panic_process(p));
    unit_assert_contains(fake_board.console, "Process running had a fault\r\n");
    unit_assert_contains(fake_board.console, "0x00001234");
    unit_assert_lacks(fake_board.console, "Kernel version");
}

TEST(test_a_brief_panic_for_a_fault_of_the_kernel_names_the_instruction) {
    machine_running();
    const struct arch_fault fault = {0};
    EXPECT_HALT(panic_cpu(&fault, 0xABCC));
    unit_assert_contains(fake_board.console, "The kernel had a fault at 0x0000ABCC\r\n");
}
