/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The process console (capsules/system/process_console.c; ABI 8.1, 8.2). */
#include "capsules/system/process_console.h"

#include "kernel/capability_mint.h"
#include "tests/unit/capsules.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/probe.h"
#include "tests/unit/random.h"
#include "tests/unit/terminal.h"

#include <stdio.h>

#define TX_BYTES PROCESS_CONSOLE_BUFFER_MIN
#define ECHO_BYTES PROCESS_CONSOLE_ECHO_MIN
#define PROMPT "tock$ "
#define COMMANDS                                                                                 \
    "Valid commands are: help status list stop start fault boot terminate process kernel reset " \
    "panic console-start console-stop\r\n"

static struct fake_uart port;
static const struct uart uart = FAKE_UART(&port);
BUFFER(tx, TX_BYTES);
BUFFER(echo, ECHO_BYTES);
BUFFER(scratch, LINE_BYTES);
static const struct kernel_map map = {{
    {TEXT_INITIALISER("BSS     "), {0x20000100, 0x20000300}},
    {TEXT_INITIALISER("Relocate"), {0x20000100, 0x20000100}},
    {TEXT_INITIALISER("Stack   "), {0x20000000, 0x20000100}},
    {TEXT_INITIALISER("RoData  "), {0x00008000, 0x00009000}},
    {TEXT_INITIALISER("Code    "), {0x00000000, 0x00008000}},
}};

static unsigned resets;
static void reset(void) {
    resets++;
}

static const struct process_console_config config = PROCESS_CONSOLE_CONFIG(
    &uart, tx, TX_BYTES, echo, ECHO_BYTES, scratch, LINE_BYTES, &map, reset,
    CAPABILITY_MINT(process_management_capability), CAPABILITY_MINT(panic_capability));
static struct process_console console;
static const struct uart_client port_client = UART_CLIENT(
    struct process_console, process_console_transmitted, process_console_received, &console);

static void start_console(void) {
    port.client = &port_client;
    process_console_start(&console, &config);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, PROMPT);
    fake_uart_forget(&port);
}

static void start(uint32_t apps) {
    boot_apps(apps);
    start_console();
}

/* Somebody types, at the speed of the wire. Returns all that is sent. */
static const char *type(const char *text) {
    fake_uart_forget(&port);
    for (; *text != 0; text++) {
        fake_uart_type(&port, (const char[]){*text, 0});
        fake_uart_drain(&port);
    }
    return port.sent;
}

/* What a command prints, between its echo and the next prompt. */
static const char *run(const char *command_line) {
    static char text[sizeof port.sent];
    char typed[LINE_BYTES + 2];
    snprintf(typed, sizeof typed, "%s\r", command_line);
    type(typed);
    size_t begin = strlen(command_line) + 2;
    size_t length = strlen(port.sent);
    size_t prompt = strlen(PROMPT);
    assert_true(length >= begin + prompt);
    assert_memory_equal(port.sent, command_line, begin - 2);
    assert_memory_equal(port.sent + begin - 2, "\r\n", 2);
    assert_string_equal(port.sent + length - prompt, PROMPT);
    memset(text, 0, sizeof text);
    memcpy(text, port.sent + begin, length - prompt - begin);
    return text;
}

static struct process *app(uint32_t slot) {
    return machine_process(slot);
}

/* ---- Prompt and echo ---- */

TEST(test_it_begins_with_a_prompt_and_listens) {
    start(0);
    assert_true(port.receiving);
}

TEST(test_what_is_typed_is_echoed_a_byte_at_a_time) {
    start(0);
    assert_string_equal(type("li"), "li");
    assert_string_equal(type("st"), "st");
}

TEST(test_an_empty_line_gives_a_new_prompt) {
    start(0);
    assert_string_equal(run(""), "");
}

TEST(test_bytes_with_errors_are_not_taken) {
    start(0);
    uart_client_received(port.client, 'x', ERR_FAIL);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "");
    assert_string_equal(run("help"), "Welcome to the process console.\r\n" COMMANDS);
}

/* ---- Commands ---- */

TEST(test_help_lists_the_commands) {
    start(0);
    assert_string_equal(run("help"), "Welcome to the process console.\r\n" COMMANDS);
}

TEST(test_what_is_no_command_lists_them_too) {
    start(1);
    assert_string_equal(run("hello"), COMMANDS);
    assert_string_equal(run("lis"), COMMANDS);
    assert_string_equal(run(" list"), COMMANDS);
    assert_string_equal(run("LIST"), COMMANDS);
}

TEST(test_commands_are_recognised_by_how_a_line_begins) {
    start(1);
    assert_string_equal(run("helpme"), "Welcome to the process console.\r\n" COMMANDS);
    unit_assert_contains(run("status of all"), "Total processes: 1\r\n");
    assert_string_equal(run("stopped app0"), "Process app0 stopped\r\n");
}

TEST(test_bytes_that_are_no_text_are_shown_as_numbers) {
    start(0);
    assert_string_equal(run("a\xFF\x80z"), "Invalid command: 0x61 0xff 0x80 0x7a\r\n");
}

TEST(test_status_counts_processes_and_expirations) {
    start(4);
    yield_wait(app(1));
    process_stop(app(2));
    process_terminate(app(3), COMPLETION_CODE, 0);
    app(0)->debug.slice_expirations = 5;
    app(3)->debug.slice_expirations = 7;
    assert_string_equal(run("status"), "Total processes: 4\r\n"
                                       "Active processes: 2\r\n"
                                       "Timeslice expirations: 12\r\n");
}

TEST(test_status_without_processes) {
    start(0);
    assert_string_equal(run("status"), "Total processes: 0\r\n"
                                       "Active processes: 0\r\n"
                                       "Timeslice expirations: 0\r\n");
}

#define LIST_HEADER \
    " PID    ShortID    Name                Quanta  Syscalls  Restarts  Grants  State\r\n"

TEST(test_list_has_a_row_for_each_process) {
    start(2);
    app(0)->debug.slice_expirations = 12;
    app(0)->debug.syscalls = 345;
    app(0)->debug.restarts = 6;
    subscribe(app(1), PROBE, 0, 0, 0);
    yield_wait(app(1));
    app(1)->debug.syscalls = 4000000000u;
    char expected[512];
    struct process_info info;
    assert_true(process_get_info(app(1)->id, &info, config.management));
    snprintf(expected, sizeof expected,
             LIST_HEADER " %-7s%-11s%-20s%6u%10u%10u  %2u/%2u   Running\r\n"
                         " %-7s%-11s%-20s%6u%10u%10u  %2u/%2u   Yielded\r\n",
             "0", "Unique", "app0", 12u, 345u, 6u, 0u, info.grants_total, "1", "Unique", "app1", 0u,
             4000000000u, 0u, 1u, info.grants_total);
    assert_string_equal(run("list"), expected);
}

TEST(test_list_without_processes_is_the_header) {
    start(0);
    assert_string_equal(run("list"), LIST_HEADER);
}

TEST(test_list_shows_every_state_in_words) {
    start(6);
    yield_wait(app(1));
    yield_wait_for(app(2), PROBE, 1);
    process_stop(app(3));
    fake_fault_at(app(4), 0);
    process_terminate(app(5), COMPLETION_CODE, 0);
    const char *list = run("list");
    static const char *const words[] = {"   Running\r\n", "   Yielded\r\n",
                                        "   YieldedFor(", "   Stopped(Running)\r\n",
                                        "   Faulted\r\n", "   Terminated\r\n"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        unit_assert_contains(list, words[i]);
    }
}

TEST(test_stop_and_start) {
    start(2);
    assert_string_equal(run("stop app1"), "Process app1 stopped\r\n");
    assert_true(app(1)->stopped);
    assert_false(app(0)->stopped);
    assert_string_equal(run("start app1"), "Process app1 resumed.\r\n");
    assert_false(app(1)->stopped);
}

TEST(test_terminate_and_boot) {
    start(1);
    assert_string_equal(run("terminate app0"), "Process app0 terminated\r\n");
    assert_int_equal(app(0)->state, PROCESS_TERMINATED);
    assert_string_equal(run("boot app0"), "");
    machine_turn();
    assert_true(process_is_alive(app(0)));
}

TEST(test_fault) {
    start(2);
    assert_string_equal(run("fault app0"), "Process app0 now faulted\r\n");
    assert_int_equal(app(0)->state, PROCESS_FAULTED);
    assert_true(process_is_alive(app(1)));
}

TEST(test_an_unknown_name_or_none_prints_nothing) {
    start(2);
    static const char *const verbs[] = {"stop", "start", "fault", "terminate", "boot", "process"};
    for (size_t i = 0; i < COUNT_OF(verbs); i++) {
        char line[32];
        assert_string_equal(run(verbs[i]), "");
        snprintf(line, sizeof line, "%s app", verbs[i]);
        assert_string_equal(run(line), "");
        snprintf(line, sizeof line, "%s app01", verbs[i]);
        assert_string_equal(run(line), "");
        snprintf(line, sizeof line, "%s app0 app1", verbs[i]);
        assert_string_equal(run(line), "");
    }
    assert_int_equal(app(0)->state, PROCESS_RUNNING);
    assert_int_equal(app(1)->state, PROCESS_RUNNING);
}

TEST(test_blanks_around_a_name_do_not_matter) {
    start(1);
    assert_string_equal(run("stop    app0  "), "Process app0 stopped\r\n");
}

TEST(test_a_name_with_blanks_can_be_given) {
    machine_add(RUNNING_APP("my first app"));
    assert_int_equal(machine_boot(), 1);
    start_console();
    assert_string_equal(run("stop my first app"), "Process my first app stopped\r\n");
}

TEST(test_a_name_beyond_ascii_can_be_given) {
    machine_add(RUNNING_APP("z\xC3\xA4hler"));
    assert_int_equal(machine_boot(), 1);
    start_console();
    assert_string_equal(run("stop z\xC3\xA4hler"), "Process z\xC3\xA4hler stopped\r\n");
}

/* The first match for printing, all matches for changes of state. */
TEST(test_a_name_that_several_have_means_all_of_them) {
    machine_add(RUNNING_APP("twin"));
    machine_add(RUNNING_APP("other"));
    machine_add(RUNNING_APP("twin"));
    assert_int_equal(machine_boot(), 3);
    start_console();
    assert_string_equal(run("stop twin"), "Process twin stopped\r\nProcess twin stopped\r\n");
    assert_true(app(0)->stopped);
    assert_false(app(1)->stopped);
    assert_true(app(2)->stopped);
    run("terminate twin");
    assert_string_equal(run("boot twin"), "");
    machine_turn();
    assert_true(process_is_alive(app(0)));
    assert_true(process_is_alive(app(2)));
}

TEST(test_process_prints_the_overview_of_the_first_of_that_name) {
    machine_add(RUNNING_APP("twin"));
    machine_add(RUNNING_APP("twin"));
    assert_int_equal(machine_boot(), 2);
    start_console();
    const char *text = run("process twin");
    unit_assert_contains(text, "[Yielded]\r\n");
    char end[16];
    snprintf(end, sizeof end, "0x%08X", app(0)->memory.end);
    unit_assert_contains(text, end);
    const char *first = strstr(text, "Syscall Count");
    assert_non_null(first);
    assert_null(strstr(first + 1, "Syscall Count"));
}

TEST(test_process_of_one_that_ends_meanwhile_ends) {
    start(1);
    fake_uart_type(&port, "process app0\r");
    for (unsigned i = 0; i < 5; i++) {
        fake_uart_complete(&port);
    }
    process_restart(app(0), COMPLETION_CODE, 0);
    machine_turn();
    fake_uart_drain(&port);
    size_t length = strlen(port.sent);
    assert_string_equal(port.sent + length - strlen(PROMPT), PROMPT);
}

TEST(test_kernel_prints_version_and_map_from_high_to_low) {
    start(0);
    const char *text = run("kernel");
    unit_assert_contains(text, "Kernel version: 2.");
    unit_assert_contains(text, " (build unit)\r\n");
    static const char *const parts[] = {"BSS", "Relocate", "Stack", "RoData", "Code"};
    const char *at = text;
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        at = strstr(at, parts[i]);
        assert_non_null(at);
    }
    unit_assert_contains(text, "0x20000300 | BSS          512\r\n");
    unit_assert_contains(text, "0x00008000 | Code       32768\r\n");
}

TEST(test_reset_calls_the_board) {
    boot_apps(0);
    start_console();
    run("reset");
    assert_int_equal(resets, 1);
}

TEST(test_panic_brings_the_system_down) {
    start(1);
    EXPECT_HALT(type("panic\r"));
    unit_assert_contains(fake_board.console, "Process Console forced a kernel panic.\r\n");
}

/* ---- Hibernation ---- */

TEST(test_console_stop_hibernates_until_console_start) {
    start(1);
    assert_string_equal(type("console-stop\r"), "console-stop\r\n"
                                                "Disabling the process console.\r\n"
                                                "Run console-start to reactivate.\r\n");
    assert_string_equal(type("help\r"), "");
    assert_string_equal(type("stop app0\r"), "");
    assert_string_equal(type("panic\r"), "");
    assert_string_equal(type("\r\r"), "");
    assert_false(app(0)->stopped);
    const char *text = type("console-start\r");
    assert_string_equal(text + strlen(text) - strlen(PROMPT), PROMPT);
    assert_string_equal(run("stop app0"), "Process app0 stopped\r\n");
}

TEST(test_completion_is_silent_while_it_hibernates) {
    start(1);
    type("console-stop\r");
    assert_string_equal(type("st\t"), "");
    assert_string_equal(type("\t\x1B[A\x1B[B\b"), "");
    type("\r");
    type("console-start\r");
    unit_assert_contains(run("status"), "Total processes: 1\r\n");
}

TEST(test_console_start_while_active_gives_a_prompt) {
    start(0);
    assert_string_equal(run("console-start"), "");
}

/* ---- Completion ---- */

static void assert_completes(const char *typed, const char *line) {
    static struct terminal t;
    UNIT_CONTEXT("%s<Tab>", typed);
    terminal_start(&t);
    terminal_take(&t, PROMPT, strlen(PROMPT));
    char keys[LINE_BYTES + 2];
    snprintf(keys, sizeof keys, "%s\t", typed);
    type(keys);
    terminal_take(&t, port.sent, port.sent_length);
    char expected[TERMINAL_COLUMNS];
    snprintf(expected, sizeof expected, PROMPT "%s", line);
    assert_memory_equal(t.line, expected, strlen(expected));
    assert_int_equal(t.cursor, strlen(expected));
    for (size_t i = 0; i < LINE_BYTES; i++) {
        type("\b");
    }
}

TEST(test_a_word_that_begins_one_command_is_completed) {
    start(0);
    assert_completes("he", "help");
    assert_completes("li", "list");
    assert_completes("k", "kernel");
    assert_completes("console-sto", "console-stop");
    assert_completes("console-sta", "console-start");
}

TEST(test_one_that_takes_a_process_gets_a_blank) {
    start(0);
    assert_completes("sto", "stop ");
    assert_completes("te", "terminate ");
}

TEST(test_what_several_have_in_common_is_completed) {
    start(0);
    assert_completes("c", "console-st");
    assert_completes("s", "st");
}

TEST(test_what_begins_nothing_is_left) {
    start(1);
    assert_completes("xyz", "xyz");
    assert_completes("stop b", "stop b");
    assert_completes("list a", "list a"); /* takes no process */
    assert_completes("helpx", "helpx");
}

TEST(test_names_of_processes_are_completed) {
    machine_add(RUNNING_APP("blink"));
    machine_add(RUNNING_APP("button"));
    machine_add(RUNNING_APP("sensor one"));
    machine_add(RUNNING_APP("sensor two"));
    assert_int_equal(machine_boot(), 4);
    start_console();
    assert_completes("stop bl", "stop blink");
    assert_completes("start s", "start sensor ");
    assert_completes("start sensor o", "start sensor one");
    assert_completes("process bu", "process button");
    assert_completes("boot blink", "boot blink");
}

TEST(test_candidates_are_listed_when_there_is_nothing_more_in_common) {
    start(3);
    assert_string_equal(type("stop app\t"), "stop app\r\n"
                                            "app0\r\napp1\r\napp2\r\n" PROMPT "stop app");
    assert_string_equal(type("1\r"), "1\r\nProcess app1 stopped\r\n" PROMPT);
}

TEST(test_candidates_of_an_empty_line_are_all_commands) {
    start(0);
    const char *text = type("\t");
    static const char *const verbs[] = {"help",  "status", "list",          "stop",        "start",
                                        "fault", "boot",   "terminate",     "process",     "kernel",
                                        "reset", "panic",  "console-start", "console-stop"};
    for (size_t i = 0; i < COUNT_OF(verbs); i++) {
        char line[32];
        snprintf(line, sizeof line, "\n%s\r\n", verbs[i]);
        unit_assert_contains(text, line);
    }
}

TEST(test_a_word_in_the_middle_of_the_line_is_not_completed) {
    start(0);
    assert_string_equal(type("he\x1B[D\t"), "he\b");
}

TEST(test_a_completion_beyond_the_end_of_the_line_stops_there) {
    machine_add(RUNNING_APP("a-name-of-thirty-two-bytes-or-so"));
    assert_int_equal(machine_boot(), 1);
    start_console();
    char typed[LINE_BYTES + 1];
    snprintf(typed, sizeof typed, "terminate%*s", LINE_BYTES - 19, "a");
    char line[LINE_BYTES + 40];
    snprintf(line, sizeof line, "%s-name-of-thirty-two-bytes-or-so", typed);
    line[LINE_BYTES] = 0;
    assert_completes(typed, line);
}

/* A name may hold anything, and a terminal obeys (kernel/buffer.h): a process must not be able to
 * make it do so by its name. */
static void boot_impostor(void) {
    machine_add(RUNNING_APP("evil\x1B[2J\x1B]0;x\x07"));
    machine_add(RUNNING_APP("evening"));
    assert_int_equal(machine_boot(), 2);
    start_console();
}

TEST(test_names_are_listed_without_control_characters) {
    boot_impostor();
    unit_assert_lacks(run("list"), "\x1B");
    unit_assert_lacks(run("process evening"), "\x1B");
}

TEST(test_names_are_completed_without_control_characters) {
    boot_impostor();
    unit_assert_lacks(type("stop evi\t"), "\x1B[2J");
}

TEST(test_candidates_are_listed_without_control_characters) {
    boot_impostor();
    unit_assert_lacks(type("stop ev\tx\b\t"), "\x1B[2J");
}

/* ---- A slow wire ---- */

TEST(test_what_is_typed_while_a_command_prints_is_taken_afterwards) {
    start(1);
    fake_uart_forget(&port);
    fake_uart_type(&port, "status\rstop app0\r");
    fake_uart_drain(&port);
    unit_assert_contains(port.sent, "Timeslice expirations: 0\r\n" PROMPT);
    unit_assert_contains(port.sent, "Process app0 stopped\r\n" PROMPT);
}

TEST(test_what_is_printed_is_not_mixed_with_what_is_typed) {
    start(1);
    fake_uart_forget(&port);
    fake_uart_type(&port, "status\r");
    while (fake_uart_is_busy(&port)) {
        fake_uart_complete(&port);
        fake_uart_type(&port, "x");
    }
    unit_assert_contains(port.sent, "\r\nTotal processes: 1\r\n"
                                    "Active processes: 1\r\n"
                                    "Timeslice expirations: 0\r\n" PROMPT);
}

/* While somebody else's long text is on the wire, what is typed is shown late, but right. */
TEST(test_keys_that_come_while_the_wire_is_busy_are_shown_right_afterwards) {
    start(0);
    type("a line of some length that is to be found in the history\r");
    type("another one of about the same length, which comes later\r");
    static struct terminal t;
    terminal_start(&t);
    terminal_take(&t, PROMPT, strlen(PROMPT));
    fake_uart_forget(&port);
    fake_uart_type(&port, "x"); /* now the wire is busy */
    fake_uart_type(&port, "\x1B[A\x1B[A\x1B[A\x1B[B\x1B[B\x1B[A\x1B[A"
                          "y");
    fake_uart_drain(&port);
    terminal_take(&t, port.sent, port.sent_length);
    assert_string_equal(terminal_line(&t),
                        PROMPT "a line of some length that is to be found in the historyy");
}

TEST(test_a_failed_line_does_not_stop_the_console) {
    start(1);
    fake_uart_type(&port, "status\r");
    fake_uart_fail(&port, 1);
    fake_uart_drain(&port);
    assert_string_equal(run("stop app0"), "Process app0 stopped\r\n");
}

/* ---- Anything goes ---- */

/* Whatever is typed, however slow the wire: the console goes on, and does not lose its buffer. */
static void assert_alive(void) {
    fake_uart_drain(&port);
    type("\x1B[Z\r\rconsole-start\r");
    unit_assert_contains(type("\rstatus\r"), "Total processes: 3\r\n");
}

TEST(test_any_bytes_leave_it_alive) {
    start(3);
    struct random r = random_from(61);
    for (unsigned step = 0; step < 30000; step++) {
        UNIT_CONTEXT("step %u", step);
        char byte = (char)random_between(&r, 1, 255);
        if (random_one_in(&r, 2)) {
            byte = "\r\r\t\tstol apceu0123\x1B[AB"[random_below(&r, 23)];
        }
        fake_uart_type(&port, (const char[]){byte, 0});
        while (random_one_in(&r, 2) && fake_uart_is_busy(&port)) {
            fake_uart_complete(&port);
        }
        if (port.sent_length > sizeof port.sent / 2) {
            fake_uart_forget(&port);
        }
    }
    fake_uart_forget(&port);
    assert_alive();
}

TEST(test_any_commands_leave_it_alive) {
    static const char *const words[] = {"stop",     "start",    "terminate",    "boot",
                                        "fault",    " ",        "app0",         "app1",
                                        " app2",    "\r",       "\r",           "list",
                                        "status",   "process ", "console-stop", "console-start\r",
                                        "\t",       "help\r",   "kernel",       "\x1B[A",
                                        "\x1B[A\r", "\b"};
    start(3);
    struct random r = random_from(67);
    for (unsigned step = 0; step < 10000; step++) {
        UNIT_CONTEXT("step %u", step);
        fake_uart_type(&port, words[random_below(&r, COUNT_OF(words))]);
        for (uint32_t n = random_below(&r, 8); n > 0 && fake_uart_is_busy(&port); n--) {
            fake_uart_complete(&port);
        }
        machine_turn();
        if (port.sent_length > sizeof port.sent / 2) {
            fake_uart_forget(&port);
        }
        fake_board_forget();
    }
    fake_uart_forget(&port);
    assert_alive();
}
