/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lines of the kernel for people (kernel/messages.c), and the capsule that carries them to a port
 * (capsules/system/messages.c). */
#include "kernel/messages.h"

#include "capsules/system/messages.h"
#include "kernel/fault.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/machine.h"
#include "tests/unit/unit.h"

struct listener {
    unsigned announced;
};
static struct listener listener;

static void available(struct listener *self) {
    self->announced++;
}
static const struct message_client client = MESSAGE_CLIENT(struct listener, available, &listener);

/* The next line, or NULL. */
static const char *fetch(void) {
    static char text[MESSAGE_LINE_MAX + 3];
    BUFFER_LOCAL(out, MESSAGE_LINE_MAX + 2);
    buffer_put(&out, 'x'); /* is no part of it */
    if (!messages_fetch(&out)) {
        return NULL;
    }
    memset(text, 0, sizeof text);
    memcpy(text, out.bytes, out.length);
    return text;
}

static void say(char byte, uint32_t count) {
    BUFFER_LOCAL(line, 300);
    for (uint32_t i = 0; i < count; i++) {
        buffer_put(&line, (uint8_t)byte);
    }
    message_now(&line);
}

/* Something to report. */
static void fault(void) {
    process_fault(machine_running(), FAULT_FORCED);
    fault_process_pending();
}

/* ---- At once ---- */

TEST(test_a_line_is_written_at_once_with_its_end) {
    say('a', 3);
    say('b', 0);
    messages_start(&client);
    say('c', 1);
    assert_string_equal(fake_board.console, "aaa\r\n\r\nc\r\n");
    assert_null(fetch());
}

TEST(test_a_line_is_cut_to_the_longest) {
    say('a', 200);
    assert_int_equal(fake_board.console_length, MESSAGE_LINE_MAX + 2);
}

TEST(test_before_the_start_reports_are_written_at_once) {
    fault();
    unit_assert_contains(fake_board.console, "faulted and");
    assert_int_equal(listener.announced, 0);
    assert_null(fetch());
}

/* ---- To be fetched ---- */

TEST(test_after_the_start_reports_wait_and_somebody_is_told) {
    messages_start(&client);
    fault();
    assert_int_equal(listener.announced, 1);
    assert_string_equal(fake_board.console, "");
    const char *last = NULL;
    unsigned lines = 0;
    for (const char *line = fetch(); line != NULL; line = fetch()) {
        assert_string_equal(line + strlen(line) - 2, "\r\n");
        last = line;
        lines++;
    }
    assert_true(lines > 5);
    unit_assert_contains(last, "faulted and");
}

TEST(test_after_the_stop_what_is_left_is_written_at_once) {
    messages_start(&client);
    fault();
    assert_non_null(fetch());
    messages_stop();
    messages_announce();
    unit_assert_contains(fake_board.console, "faulted and");
    assert_null(fetch());
}

TEST(test_announcing_before_the_start_tells_nobody) {
    messages_announce();
    assert_int_equal(listener.announced, 0);
}

/* ---- The capsule ---- */

static struct fake_uart port;
static const struct uart uart = FAKE_UART(&port);
BUFFER(tx, MESSAGE_LINE_MAX + 2);
static struct messages_capsule capsule = MESSAGES_CAPSULE(&uart, tx, MESSAGE_LINE_MAX + 2);
static const struct message_client capsule_client =
    MESSAGE_CLIENT(struct messages_capsule, messages_capsule_available, &capsule);
static const struct uart_client port_client = UART_CLIENT(
    struct messages_capsule, messages_capsule_transmitted, messages_capsule_received, &capsule);

static void start_capsule(void) {
    port.client = &port_client;
    messages_start(&capsule_client);
}

TEST(test_the_capsule_sends_all_lines_one_at_a_time) {
    start_capsule();
    fault();
    assert_true(fake_uart_is_busy(&port));
    fake_uart_drain(&port);
    unit_assert_contains(port.sent, "faulted and");
    assert_false(fake_uart_is_busy(&port));
}

TEST(test_the_capsule_does_not_mind_failures_and_input) {
    start_capsule();
    fault();
    fake_uart_fail(&port, 2);
    uart_client_received(port.client, 'x', OK);
    uart_client_received(port.client, 0, ERR_FAIL);
    fake_uart_drain(&port);
    unit_assert_contains(port.sent, "faulted and");
}
