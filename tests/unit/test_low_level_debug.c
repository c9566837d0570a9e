/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x8 (capsules/syscall/low_level_debug.c; ABI 7.3). */
#include "capsules/syscall/low_level_debug.h"

#include "tests/unit/capsules.h"
#include "tests/unit/fake_devices.h"

enum {
    EXISTS,
    ALERT,
    PRINT_1,
    PRINT_2,
    BEYOND
};

extern struct debug_driver driver;
#define DRIVERS(X)                                                                       \
    X(DEBUG, DRIVER_LOW_LEVEL_DEBUG, struct debug_driver, &driver, debug_driver_command, \
      &debug_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

static struct fake_uart port;
static const struct uart uart = FAKE_UART(&port);
BUFFER(tx, DEBUG_BUFFER_MIN);
struct debug_driver driver = DEBUG_DRIVER(&uart, tx, DEBUG_BUFFER_MIN, DEBUG);
static const struct uart_client port_client =
    UART_CLIENT(struct debug_driver, debug_driver_transmitted, debug_driver_received, &driver);

static void start(uint32_t apps) {
    port.client = &port_client;
    boot_apps(apps);
}

static void debug(uint32_t slot, uint32_t number, uint32_t arg1, uint32_t arg2) {
    struct call c = command(machine_process(slot), DRIVER_LOW_LEVEL_DEBUG, number, arg1, arg2);
    assert_success(c);
}

static void assert_sent(const char *text) {
    fake_uart_drain(&port);
    assert_string_equal(port.sent, text);
    fake_uart_forget(&port);
}

TEST(test_lines_are_as_tools_expect_them) {
    start(2);
    debug(0, EXISTS, 0, 0);
    assert_sent("");
    debug(0, ALERT, 1, 99);
    assert_sent("LowLevelDebug: App 0x0 alert code 0x1\n");
    debug(1, ALERT, 0x2, 0);
    assert_sent("LowLevelDebug: App 0x1 alert code 0x2\n");
    debug(0, PRINT_1, 0xABCDEF, 99);
    assert_sent("LowLevelDebug: App 0x0 prints 0xabcdef\n");
    debug(0, PRINT_2, 0, 0x10);
    assert_sent("LowLevelDebug: App 0x0 prints 0x0 0x10\n");
}

TEST(test_the_longest_line_is_whole) {
    start(1);
    machine_set_generation(machine_process(0), PROCESS_GENERATION_MAX - 1);
    debug(0, PRINT_2, 0xFFFFFFFF, 0xFFFFFFFE);
    assert_sent("LowLevelDebug: App 0xfffffff0 prints 0xffffffff 0xfffffffe\n");
}

TEST(test_other_commands_are_not_supported) {
    start(1);
    struct call c = command(machine_process(0), DRIVER_LOW_LEVEL_DEBUG, BEYOND, 0, 0);
    assert_failure(c, ERR_NOSUPPORT);
    c = command(machine_process(0), DRIVER_LOW_LEVEL_DEBUG, UINT32_MAX, 0, 0);
    assert_failure(c, ERR_NOSUPPORT);
    assert_sent("");
}

TEST(test_while_the_wire_is_busy_four_entries_wait_in_order) {
    start(1);
    for (uint32_t i = 0; i < 5; i++) { /* one is on the wire */
        debug(0, i % 2 == 0 ? PRINT_1 : ALERT, i, 0);
    }
    assert_sent("LowLevelDebug: App 0x0 prints 0x0\n"
                "LowLevelDebug: App 0x0 alert code 0x1\n"
                "LowLevelDebug: App 0x0 prints 0x2\n"
                "LowLevelDebug: App 0x0 alert code 0x3\n"
                "LowLevelDebug: App 0x0 prints 0x4\n");
}

TEST(test_beyond_four_the_last_becomes_a_count_of_what_was_dropped) {
    start(1);
    for (uint32_t i = 0; i < 6; i++) {
        debug(0, PRINT_2, i, i);
    }
    assert_sent("LowLevelDebug: App 0x0 prints 0x0 0x0\n"
                "LowLevelDebug: App 0x0 prints 0x1 0x1\n"
                "LowLevelDebug: App 0x0 prints 0x2 0x2\n"
                "LowLevelDebug: App 0x0 prints 0x3 0x3\n"
                "LowLevelDebug: Dropped 0x2 entries for app 0x0\n");
    for (uint32_t i = 0; i < 50; i++) {
        debug(0, PRINT_1, i, 0);
    }
    assert_sent("LowLevelDebug: App 0x0 prints 0x0\n"
                "LowLevelDebug: App 0x0 prints 0x1\n"
                "LowLevelDebug: App 0x0 prints 0x2\n"
                "LowLevelDebug: App 0x0 prints 0x3\n"
                "LowLevelDebug: Dropped 0x2e entries for app 0x0\n");
}

TEST(test_entries_after_a_count_follow_it) {
    start(1);
    for (uint32_t i = 0; i < 6; i++) {
        debug(0, PRINT_1, i, 0);
    }
    fake_uart_complete(&port);
    fake_uart_complete(&port); /* there is room again, behind the count */
    fake_uart_forget(&port);
    debug(0, PRINT_1, 0xAA, 0);
    assert_sent("LowLevelDebug: App 0x0 prints 0x2\n"
                "LowLevelDebug: App 0x0 prints 0x3\n"
                "LowLevelDebug: Dropped 0x2 entries for app 0x0\n"
                "LowLevelDebug: App 0x0 prints 0xaa\n");
}

TEST(test_processes_are_asked_in_slot_order) {
    start(3);
    debug(1, ALERT, 0, 0);
    debug(2, ALERT, 2, 0);
    debug(0, ALERT, 1, 0);
    debug(0, ALERT, 1, 0);
    assert_sent("LowLevelDebug: App 0x1 alert code 0x0\n"
                "LowLevelDebug: App 0x0 alert code 0x1\n"
                "LowLevelDebug: App 0x0 alert code 0x1\n"
                "LowLevelDebug: App 0x2 alert code 0x2\n");
}

TEST(test_entries_of_a_process_that_has_ended_are_gone) {
    start(2);
    debug(0, ALERT, 0, 0);
    debug(0, ALERT, 1, 0);
    debug(1, ALERT, 2, 0);
    process_terminate(machine_process(0), COMPLETION_CODE, 0);
    assert_sent("LowLevelDebug: App 0x0 alert code 0x0\n"
                "LowLevelDebug: App 0x1 alert code 0x2\n");
}

TEST(test_a_new_life_has_a_new_number_and_no_old_entries) {
    start(1);
    debug(0, ALERT, 0, 0);
    debug(0, ALERT, 1, 0);
    restart(machine_process(0));
    debug(0, ALERT, 2, 0);
    assert_sent("LowLevelDebug: App 0x0 alert code 0x0\n"
                "LowLevelDebug: App 0x8 alert code 0x2\n");
}

TEST(test_a_process_without_any_room_can_still_say_what_is_wrong) {
    start(1);
    machine_fill(machine_process(0));
    debug(0, ALERT, 1, 0);
    assert_sent("LowLevelDebug: App 0x0 alert code 0x1\n");
    debug(0, PRINT_2, 3, 4);
    assert_sent("LowLevelDebug: App 0x0 prints 0x3 0x4\n");
}

/* The wire is busy and nowhere is room: the entry is lost, but a person is told why. */
TEST(test_an_entry_that_cannot_wait_for_want_of_a_grant_is_reported) {
    start(1);
    machine_fill(machine_process(0));
    debug(0, ALERT, 1, 0);
    debug(0, ALERT, 2, 0);
    debug(0, ALERT, 3, 0);
    assert_sent("LowLevelDebug: App 0x0 alert code 0x1\n"
                "LowLevelDebug: grant init failed\n");
    debug(0, ALERT, 4, 0);
    assert_sent("LowLevelDebug: App 0x0 alert code 0x4\n");
}

TEST(test_a_failed_line_does_not_stop_the_others) {
    start(1);
    debug(0, ALERT, 0, 0);
    debug(0, ALERT, 1, 0);
    fake_uart_fail(&port, 3);
    debug_driver_received(&driver, 'x', OK); /* nobody asked */
    assert_sent("LowLowLevelDebug: App 0x0 alert code 0x1\n");
}
