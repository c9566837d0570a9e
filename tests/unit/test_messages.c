/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lines of the kernel for people (kernel/messages.c), and the capsule that carries them to a port
 * (capsules/system/messages.c). */
#include "kernel/messages.h"

#include "capsules/system/messages.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

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

static void say(const char *text) {
    BUFFER_LOCAL(line, 300);
    for (const char *at = text; *at != 0; at++) {
        buffer_put(&line, (uint8_t)*at);
    }
    message_line(&line);
}

static void say_number(unsigned n) {
    char text[32];
    snprintf(text, sizeof text, "this is line number %4u", n);
    say(text);
}

static const char *repeated(char byte, size_t count) {
    static char text[300];
    memset(text, 0, sizeof text);
    memset(text, byte, count);
    return text;
}

/* ---- At once ---- */

TEST(test_before_the_start_lines_are_written_at_once) {
    message_text(TEXT("hello"));
    say("world");
    assert_string_equal(fake_board.console, "hello\r\nworld\r\n");
    assert_null(fetch());
}

TEST(test_a_line_that_is_written_at_once_is_cut_to_the_longest) {
    say(repeated('a', 200));
    assert_int_equal(fake_board.console_length, MESSAGE_LINE_MAX + 2);
}

/* ---- To be fetched ---- */

TEST(test_after_the_start_lines_wait_and_somebody_is_told) {
    messages_start(&client);
    say("one");
    assert_int_equal(listener.announced, 1);
    say("two");
    assert_string_equal(fake_board.console, "");
    assert_string_equal(fetch(), "one\r\n");
    assert_string_equal(fetch(), "two\r\n");
    assert_null(fetch());
}

TEST(test_an_empty_line_is_a_line) {
    messages_start(&client);
    message_text(TEXT(""));
    assert_string_equal(fetch(), "\r\n");
    assert_null(fetch());
}

TEST(test_a_long_line_is_cut) {
    messages_start(&client);
    say(repeated('a', MESSAGE_LINE_MAX + 1));
    say("next");
    char expected[MESSAGE_LINE_MAX + 3];
    snprintf(expected, sizeof expected, "%s\r\n", repeated('a', MESSAGE_LINE_MAX));
    assert_string_equal(fetch(), expected);
    assert_string_equal(fetch(), "next\r\n");
}

TEST(test_lines_that_do_not_fit_are_lost_whole_and_counted) {
    messages_start(&client);
    for (unsigned i = 0; i < 100; i++) {
        say_number(i);
    }
    unsigned whole = 0;
    const char *line = fetch();
    char expected[40];
    snprintf(expected, sizeof expected, "this is line number %4u\r\n", whole);
    while (strcmp(line, expected) == 0) {
        whole++;
        snprintf(expected, sizeof expected, "this is line number %4u\r\n", whole);
        line = fetch();
    }
    assert_true(whole >= 15);
    assert_int_equal(strtoul(line, NULL, 10), 100 - whole);
    unit_assert_contains(line, "lost");
    assert_null(fetch());
}

TEST(test_after_a_loss_lines_are_taken_again_and_the_count_begins_anew) {
    messages_start(&client);
    for (unsigned i = 0; i < 100; i++) {
        say_number(i);
    }
    while (fetch() != NULL) {
    }
    say("again");
    assert_string_equal(fetch(), "again\r\n");
    assert_null(fetch());
}

/* Line ends and wraps of the ring at every offset. */
TEST(test_lines_of_any_length_come_out_as_they_went_in) {
    messages_start(&client);
    struct random r = random_from(9);
    for (unsigned i = 0; i < 500; i++) {
        char first[40];
        size_t lengths[2] = {random_below(&r, MESSAGE_LINE_MAX + 1), random_below(&r, 30)};
        memset(first, 0, sizeof first);
        memset(first, 'b', lengths[1]);
        say(repeated('a', lengths[0]));
        say(first);
        const char *line = fetch();
        assert_int_equal(strlen(line), lengths[0] + 2);
        assert_int_equal(strspn(line, "a"), lengths[0]);
        line = fetch();
        assert_int_equal(strlen(line), lengths[1] + 2);
        assert_int_equal(strspn(line, "b"), lengths[1]);
        assert_null(fetch());
    }
}

TEST(test_stopping_writes_what_waits_first) {
    messages_start(&client);
    say("waits");
    say("too");
    messages_stop();
    assert_string_equal(fake_board.console, "waits\r\ntoo\r\n");
    say("last words");
    assert_string_equal(fake_board.console, "waits\r\ntoo\r\nlast words\r\n");
}

TEST(test_stopping_says_what_was_lost) {
    messages_start(&client);
    for (unsigned i = 0; i < 100; i++) {
        say_number(i);
    }
    messages_stop();
    unit_assert_contains(fake_board.console, "lost");
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

TEST(test_the_capsule_sends_lines_in_order_one_at_a_time) {
    start_capsule();
    say("one");
    say("two");
    say("three");
    assert_true(fake_uart_is_busy(&port));
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "one\r\ntwo\r\nthree\r\n");
    assert_false(fake_uart_is_busy(&port));
    say("four");
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "one\r\ntwo\r\nthree\r\nfour\r\n");
}

TEST(test_the_capsule_does_not_mind_failures_and_input) {
    start_capsule();
    say("one");
    say("two");
    fake_uart_fail(&port, 2);
    uart_client_received(port.client, 'x', OK);
    uart_client_received(port.client, 0, ERR_FAIL);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "ontwo\r\n");
}
