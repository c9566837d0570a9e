/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reports about processes (kernel/report.h; ABI 8.3 to 8.5): that they state the facts. */
#include "kernel/capability_mint.h"
#include "kernel/messages.h"
#include "kernel/panic.h"
#include "kernel/report.h"
#include "kernel/upcall.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

#include <stdio.h>

static char report[16384];

/* The whole report, lines ending in LF, every line no longer than one may be. */
static const char *report_on(const struct process *p, struct report_cursor cursor) {
    BUFFER_LOCAL(line, 512);
    uint32_t length = 0;
    for (uint32_t lines = 0; report_next(&cursor, p, &line); lines++) {
        assert_in_range(lines, 0, 200);
        assert_in_range(line.length, 0, MESSAGE_LINE_MAX);
        assert_true(length + line.length + 2 < sizeof report);
        memcpy(&report[length], line_bytes, line.length);
        length += line.length;
        report[length++] = '\n';
        buffer_clear(&line);
    }
    report[length] = '\0';
    assert_false(report_next(&cursor, p, &line)); /* the end is the end */
    return report;
}

static const char *overview(const struct process *p) {
    return report_on(p, report_of_overview());
}

static void expect_format(const char *text, const char *format, ...) {
    char expected[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(expected, sizeof expected, format, arguments);
    va_end(arguments);
    unit_assert_contains(text, expected);
}

/* ---- State and counters (ABI 8.4) ---- */

TEST(test_the_first_line_names_the_process_and_its_state) {
    struct process *p = machine_running();
    unit_assert_contains(overview(p), ": running   -   [Running]\n");
    yield_wait(p);
    unit_assert_contains(overview(p), "   -   [Yielded]\n");
    assert_int_equal(process_stop(p), OK);
    unit_assert_contains(overview(p), "   -   [Stopped(Yielded)]\n");
    fake_fault_other(p);
    unit_assert_contains(overview(p), "   -   [Faulted]\n");
    process_terminate(p, COMPLETION_CODE, 0);
    unit_assert_contains(overview(p), "   -   [Terminated]\n");
}

TEST(test_yielded_for_says_for_what) {
    struct process *p = machine_running();
    yield_wait_for(p, PROBE, 2);
    unit_assert_contains(overview(p), "[YieldedFor(0x51, 2)]\n");
    assert_int_equal(process_stop(p), OK);
    unit_assert_contains(overview(p), "[Stopped(YieldedFor(0x51, 2))]\n");
}

TEST(test_yielded_for_a_driver_that_there_is_not_says_so) {
    struct process *p = machine_running();
    yield_wait_for(p, UNKNOWN, 3);
    unit_assert_contains(overview(p), "[YieldedFor(?, 3)]\n");
}

TEST(test_events_calls_and_dropped_upcalls_are_counted) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 0);
    for (uint32_t i = 0; i < UPCALL_QUEUE_LENGTH + 3; i++) {
        (void)upcall_schedule(probe_handle.handle, p->id, 0, 1, 2, 3);
    }
    expect_format(overview(p), "Events Queued: 10   Syscall Count: %u   Dropped Upcall Count: 3\n",
                  p->debug.syscalls);
}

TEST(test_restarts_are_counted) {
    struct process *p = machine_running();
    unit_assert_contains(overview(p), " Restart Count: 0\n");
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    unit_assert_contains(overview(p), " Restart Count: 1\n");
}

TEST(test_the_last_call_is_shown_with_its_class) {
    struct process *p = machine_running();
    command(p, PROBE, 0x1F, 0, 0);
    unit_assert_contains(overview(p), " Last Syscall: Command 0x51, 0x1f\n");
    allow_ro(p, PROBE, 1, 0, 0);
    unit_assert_contains(overview(p), " Last Syscall: ReadOnlyAllow 0x51, 0x1\n");
    yield_wait(p);
    unit_assert_contains(overview(p), " Last Syscall: Yield 0x1");
}

TEST(test_every_class_of_call_has_its_name) {
    static const char *const names[] = {
        "Yield",         "Subscribe", "Command", "ReadWriteAllow",
        "ReadOnlyAllow", "Memop",     "Exit",    "UserspaceReadableAllow"};
    struct process *p = machine_running();
    p->debug.last_args[0] = 1;
    p->debug.last_args[1] = 2;
    for (uint32_t class = 0; class < COUNT_OF(names); class ++) {
        p->debug.last_class = class;
        expect_format(overview(p), " Last Syscall: %s 0x1, 0x2\n", names[class]);
    }
    p->debug.last_class = 8;
    expect_format(overview(p), " Last Syscall: Unknown 0x1, 0x2\n");
}

TEST(test_a_process_that_made_no_call_yet_has_no_last_one) {
    machine_add(RUNNING_APP("quiet"));
    machine_boot();
    unit_assert_contains(overview(machine_process(0)), " Last Syscall: None\n");
}

TEST(test_completion_codes_are_none_faulted_or_a_signed_number) {
    struct process *p = machine_running();
    unit_assert_contains(overview(p), " Completion Code: None\n");
    process_terminate(p, COMPLETION_CODE, (uint32_t)-7);
    unit_assert_contains(overview(p), " Completion Code: -7\n");
    process_restart(p, COMPLETION_CODE, 0);
    assert_int_equal(process_start(p), OK);
    machine_turn();
    process_terminate(p, COMPLETION_FAULTED, 0);
    unit_assert_contains(overview(p), " Completion Code: Faulted\n");
}

/* ---- Memory map ---- */

static struct process *with_hints(uint32_t stack_top, uint32_t heap_start) {
    struct process *p = machine_running();
    struct call c = memop(p, MEMOP_DEBUG_STACK_TOP, p->memory.start + stack_top);
    assert_success(c);
    c = memop(p, MEMOP_DEBUG_HEAP_START, p->memory.start + heap_start);
    assert_success(c);
    return p;
}

TEST(test_the_map_has_every_boundary_of_the_block) {
    struct process *p = with_hints(512, 1024);
    const char *text = overview(p);
    const uint32_t boundaries[] = {p->memory.end,
                                   p->memory.kernel_break,
                                   p->memory.app_break,
                                   p->memory.start + 1024,
                                   p->memory.start + 512,
                                   p->memory.start,
                                   FLASH_START + APP_FLASH,
                                   flash_of(p),
                                   FLASH_START};
    const char *at = text;
    for (uint32_t i = 0; i < COUNT_OF(boundaries); i++) {
        char boundary[32];
        snprintf(boundary, sizeof boundary, "0x%08X +---", boundaries[i]);
        at = strstr(at, boundary); /* descending */
        assert_non_null(at);
    }
}

TEST(test_the_map_says_how_full_stack_data_and_heap_are) {
    struct process *p = with_hints(512, 1024);
    const char *text = overview(p);
    expect_format(text, "Heap     %8u | %8u", RUNNING_RAM - 1024,
                  p->memory.kernel_break - p->memory.start - 1024);
    expect_format(text, "Data       %8u | %8u", 512u, 512u);
    unit_assert_contains(text, " Stack  ");
    expect_format(text, "| %8u\n", 512u); /* what is allocated for it */
    unit_assert_lacks(text, "EXCEEDED");
}

TEST(test_the_stack_is_as_full_as_its_lowest_word_that_was_written) {
    struct process *p = with_hints(512, 1024);
    memset(bytes_at(p->memory.start + 32), 0, 512 - 32);
    *bytes_at(p->memory.start + 400) = 1;
    expect_format(overview(p), "Stack    %8u | %8u\n", 512 - 400, 512);
}

TEST(test_unknown_hints_are_question_marks) {
    struct process *p = machine_running();
    const char *text = overview(p);
    unit_assert_contains(text, "?????????? +---");
    unit_assert_contains(text, "Heap            ? |        ?");
    unit_assert_contains(text, "Data              ? |        ?");
    unit_assert_contains(text, "Stack           ? |        ?");
}

TEST(test_grants_are_counted_in_bytes) {
    struct process *p = machine_running();
    expect_format(overview(p), "Grant    %8u\n", 0u);
    uint32_t before = p->memory.kernel_break;
    subscribe(p, PROBE, 0, 0, 0);
    expect_format(overview(p), "Grant    %8u\n", before - p->memory.kernel_break);
}

TEST(test_flash_and_its_protected_part_are_counted) {
    machine_add(&(const struct app){.name = "trailer", .trailer = 100, .minimum_ram = 512});
    machine_boot();
    const struct process *p = machine_process(0);
    const char *text = overview(p);
    uint32_t protected_size = flash_of(p) - FLASH_START;
    expect_format(text, "App Flash  %8u", APP_FLASH - protected_size);
    expect_format(text, "Protected  %8u", protected_size);
}

/* Hints are whatever the process says: the report must not believe them. */
TEST(test_hints_that_make_no_sense_do_not_make_numbers_that_make_none) {
    struct process *p = machine_running();
    const struct layout *l = &p->memory;
    const uint32_t places[] = {
        l->start,        l->start + 4,        l->start + 16, l->start + 31,
        l->start + 32,   l->app_break - 4,    l->app_break,  l->app_break + 4,
        l->kernel_break, l->kernel_break + 4, l->end - 4,    l->end - 1};
    for (uint32_t i = 0; i < COUNT_OF(places); i++) {
        for (uint32_t k = 0; k < COUNT_OF(places); k++) {
            UNIT_CONTEXT("stack top start + 0x%x, heap start start + 0x%x", places[i] - l->start,
                         places[k] - l->start);
            memop(p, MEMOP_DEBUG_STACK_TOP, places[i]);
            memop(p, MEMOP_DEBUG_HEAP_START, places[k]);
            unit_assert_lacks(overview(p), " 42949"); /* close to 2^32 */
        }
    }
}

TEST(test_a_heap_beyond_the_break_is_not_said_to_be_exceeded) {
    struct process *p = with_hints(512, 1024);
    struct call c = memop(p, MEMOP_BRK, p->memory.start + 1000); /* below its own heap */
    assert_success(c);
    unit_assert_lacks(overview(p), "EXCEEDED");
}

/* ---- The rest of a full report ---- */

TEST(test_a_full_report_has_registers_grants_and_regions) {
    struct process *p = machine_running();
    subscribe(p, SECOND, 0, 0, 0);
    const char *text = report_on(p, report_of_process());
    expect_format(text, "<registers, SP 0x%08X>\n", p->context.psp);
    unit_assert_contains(text, "Total number of grant regions defined: ");
    expect_format(text, " 0x52: 0x%08X", p->memory.kernel_break);
    unit_assert_contains(text, " : --");
    unit_assert_contains(text, "<regions>\n");
    expect_format(text, "`make debug BOARD=unit RAM_START=0x%08X FLASH_INIT=0x%08X NAME=running`",
                  p->memory.start, p->entry);
}

TEST(test_a_report_of_a_fault_begins_with_what_happened) {
    struct process *p = machine_running();
    fake_fault_at(p, 0x1234);
    const char *text = report_on(p, report_of_fault());
    assert_int_equal(strncmp(text, "Process running had a fault: ", 29), 0);
    unit_assert_contains(text, "<fault status 0x3>\n");
    unit_assert_contains(text, "[Faulted]\n");
    unit_assert_contains(text, "<registers");
}

TEST(test_an_overview_has_neither_registers_nor_grants) {
    struct process *p = machine_running();
    unit_assert_lacks(overview(p), "<registers");
    unit_assert_lacks(overview(p), "Total number of grant");
}

TEST(test_reports_are_the_same_however_slowly_they_are_read) {
    struct process *p = machine_running();
    static char first[sizeof report];
    strcpy(first, overview(p));
    assert_string_equal(overview(p), first);
}

TEST(test_the_kernel_version_is_that_of_the_abi) {
    BUFFER_LOCAL(line, 64);
    report_kernel_version(&line);
    buffer_put(&line, 0);
    assert_int_equal(strncmp((const char *)line_bytes, "\tKernel version 2.3.", 19), 0);
}

/* ---- Panics (ABI 8.3) ---- */

TEST(test_a_panic_says_where_and_why_then_everything_about_every_process) {
    machine_add(RUNNING_APP("bystander"));
    machine_running();
    EXPECT_HALT(panic_at(TEXT("file.c"), 12, TEXT("something happened")));
    const char *text = fake_board.console;
    assert_int_equal(strncmp(text, "\r\npanicked at file.c:12:1:\r\nsomething happened\r\n", 48),
                     0);
    const char *version = strstr(text, "\r\n\tKernel version ");
    const char *status = strstr(text, "\r\n---| App Status |---\r\n");
    const char *first = strstr(text, ": bystander   -   [Yielded]\r\n");
    const char *second = strstr(text, ": running   -   [Running]\r\n");
    assert_true(version != NULL && status != NULL && first != NULL && second != NULL);
    assert_true(version < status && status < first && first < second);
    assert_true(fake_arch.interrupts_off);
}

TEST(test_every_line_of_a_panic_ends_in_cr_lf) {
    machine_running();
    EXPECT_HALT(PANIC("why"));
    for (const char *at = fake_board.console; (at = strchr(at, '\n')) != NULL; at++) {
        assert_int_equal(at[-1], '\r');
    }
}

TEST(test_a_fault_of_the_kernel_itself_names_the_instruction) {
    machine_running();
    const struct arch_fault fault = {.cfsr = 1};
    EXPECT_HALT(panic_cpu(&fault, 0x00001234));
    unit_assert_contains(fake_board.console, "0x00001234\r\n");
    unit_assert_contains(fake_board.console, "<fault status 0x1>\r\n");
}

TEST(test_a_panic_that_was_asked_for_says_what_it_was_told) {
    machine_running();
    EXPECT_HALT(panic_requested(TEXT("somebody wants it"), CAPABILITY_MINT(panic_capability)));
    unit_assert_contains(fake_board.console, "\r\nsomebody wants it\r\n");
}
