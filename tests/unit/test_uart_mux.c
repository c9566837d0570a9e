/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One serial port for many (capsules/virtual/uart_mux.c): each device keeps the contract of
 * hil/uart.h, and buffers take turns. */
#include "capsules/virtual/uart_mux.h"

#include "tests/unit/fake_devices.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

#define USERS 3

static struct fake_uart port;
static const struct uart port_uart = FAKE_UART(&port);
static struct uart_mux mux = {.uart = &port_uart};
static const struct uart_client mux_client =
    UART_CLIENT(struct uart_mux, uart_mux_transmitted, uart_mux_received, &mux);

struct user {
    unsigned transmitted;
    struct buffer *given_back;
    enum errorcode status;
    char received[64];
    unsigned errors;
    void (*then)(unsigned i); /* what it does when its buffer comes back */
};
static struct user users[USERS];
static bool calling;

static void transmitted(struct user *u, struct buffer *buffer, enum errorcode status) {
    assert_false(calling); /* never from in there */
    u->transmitted++;
    u->given_back = buffer;
    u->status = status;
    if (u->then != NULL) {
        u->then((unsigned)(u - users));
    }
}

static void received(struct user *u, uint8_t byte, enum errorcode status) {
    if (status != OK) {
        u->errors++;
        return;
    }
    size_t length = strlen(u->received);
    assert_true(length + 1 < sizeof u->received);
    u->received[length] = (char)byte;
}

static const struct uart_client clients[USERS] = {
    UART_CLIENT(struct user, transmitted, received, &users[0]),
    UART_CLIENT(struct user, transmitted, received, &users[1]),
    UART_CLIENT(struct user, transmitted, received, &users[2]),
};
static struct uart_device devices[USERS] = {
    {.mux = &mux, .client = &clients[0]},
    {.mux = &mux, .client = &clients[1]},
    {.mux = &mux, .client = &clients[2]},
};
BUFFER(buffer_0, 16);
BUFFER(buffer_1, 16);
BUFFER(buffer_2, 16);
static struct buffer *const buffers[USERS] = {&buffer_0, &buffer_1, &buffer_2};

static void start(void) {
    port.client = &mux_client;
    for (unsigned i = 0; i < USERS; i++) {
        uart_device_add(&devices[i]);
    }
}

static enum errorcode transmit(unsigned i, struct buffer *buffer) {
    const struct uart u = UART_DEVICE(&devices[i]);
    bool before = calling;
    calling = true;
    enum errorcode error = uart_transmit(&u, buffer);
    calling = before;
    return error;
}

/* Sends "i:n" and a blank. */
static enum errorcode say(unsigned i, unsigned n) {
    buffer_clear(buffers[i]);
    buffer_decimal(buffers[i], i);
    buffer_put(buffers[i], ':');
    buffer_decimal(buffers[i], n);
    buffer_put(buffers[i], ' ');
    return transmit(i, buffers[i]);
}

static void receive(unsigned i, bool on) {
    const struct uart u = UART_DEVICE(&devices[i]);
    uart_receive(&u, on);
}

/* ---- Sending ---- */

TEST(test_a_buffer_goes_out_and_comes_back) {
    start();
    assert_int_equal(say(1, 5), OK);
    assert_int_equal(users[1].transmitted, 0);
    fake_uart_complete(&port);
    assert_string_equal(port.sent, "1:5 ");
    assert_int_equal(users[1].transmitted, 1);
    assert_ptr_equal(users[1].given_back, buffers[1]);
    assert_int_equal(users[1].status, OK);
    assert_int_equal(users[0].transmitted + users[2].transmitted, 0);
    assert_false(fake_uart_is_busy(&port));
}

TEST(test_an_empty_window_comes_back_too) {
    start();
    buffer_clear(buffers[0]);
    assert_int_equal(transmit(0, buffers[0]), OK);
    fake_uart_drain(&port);
    assert_int_equal(users[0].transmitted, 1);
}

TEST(test_one_device_has_one_buffer_at_a_time) {
    start();
    assert_int_equal(say(0, 1), OK); /* on the wire */
    assert_int_equal(transmit(0, buffers[1]), ERR_BUSY);
    assert_int_equal(say(1, 1), OK); /* waits */
    assert_int_equal(transmit(1, buffers[2]), ERR_BUSY);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "0:1 1:1 ");
    assert_int_equal(say(0, 2), OK);
    fake_uart_drain(&port);
    assert_int_equal(users[0].transmitted, 2);
}

TEST(test_the_failure_of_a_buffer_is_its_sender_s) {
    start();
    say(0, 1);
    say(1, 1);
    fake_uart_fail(&port, 1);
    assert_int_equal(users[0].status, ERR_FAIL);
    fake_uart_drain(&port);
    assert_int_equal(users[1].status, OK);
    assert_string_equal(port.sent, "01:1 ");
}

static unsigned limit;

static void say_again(unsigned i) {
    if (users[i].transmitted < limit) {
        assert_int_equal(say(i, users[i].transmitted + 1), OK);
    }
}

TEST(test_a_client_can_send_again_when_its_buffer_comes_back) {
    start();
    limit = 3;
    users[2].then = say_again;
    say(2, 1);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "2:1 2:2 2:3 ");
}

/* Who sends without end must not keep the others waiting. */
TEST(test_devices_take_turns) {
    start();
    limit = 3;
    for (unsigned i = 0; i < USERS; i++) {
        users[i].then = say_again;
        say(i, 1);
    }
    fake_uart_drain(&port);
    assert_int_equal(strlen(port.sent), 9 * 4);
    for (unsigned round = 0; round < 3; round++) {
        for (char user = '0'; user < '0' + USERS; user++) {
            bool there = false;
            for (unsigned k = 0; k < USERS; k++) {
                there = there || port.sent[(3 * round + k) * 4] == user;
            }
            assert_true(there);
        }
    }
}

static void say_for_another(unsigned i) {
    if (users[i].transmitted == 1) {
        assert_int_equal(say((i + 1) % USERS, 7), OK);
    }
}

TEST(test_a_client_can_have_another_device_send) {
    start();
    users[0].then = say_for_another;
    say(0, 1);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "0:1 1:7 ");
}

TEST(test_a_completion_without_a_sender_is_ignored) {
    start();
    uart_mux_transmitted(&mux, buffers[0], OK);
    assert_int_equal(users[0].transmitted + users[1].transmitted + users[2].transmitted, 0);
}

/* Whatever is sent when: each buffer comes back once, and nothing is left behind. */
TEST(test_any_sequence_of_sends_brings_every_buffer_back_once) {
    start();
    struct random r = random_from(41);
    unsigned accepted[USERS] = {0};
    for (unsigned step = 0; step < 2000; step++) {
        UNIT_CONTEXT("step %u", step);
        unsigned i = random_below(&r, USERS);
        if (random_one_in(&r, 2)) {
            bool out = accepted[i] != users[i].transmitted;
            if (out) {
                assert_int_equal(transmit(i, buffers[i]), ERR_BUSY);
            } else {
                assert_int_equal(say(i, step), OK);
                accepted[i]++;
            }
        } else if (fake_uart_is_busy(&port)) {
            fake_uart_complete(&port);
        }
        if (port.sent_length > sizeof port.sent / 2) {
            fake_uart_forget(&port);
        }
    }
    fake_uart_drain(&port);
    for (unsigned i = 0; i < USERS; i++) {
        assert_int_equal(users[i].transmitted, accepted[i]);
    }
}

/* ---- Receiving ---- */

TEST(test_every_device_that_wants_to_receive_gets_every_byte) {
    start();
    receive(0, true);
    receive(2, true);
    fake_uart_type(&port, "abc");
    assert_string_equal(users[0].received, "abc");
    assert_string_equal(users[1].received, "");
    assert_string_equal(users[2].received, "abc");
}

TEST(test_the_port_receives_while_anybody_wants_to) {
    start();
    assert_false(port.receiving);
    receive(0, true);
    receive(1, true);
    assert_true(port.receiving);
    receive(0, false);
    assert_true(port.receiving);
    fake_uart_type(&port, "x");
    assert_string_equal(users[0].received, "");
    assert_string_equal(users[1].received, "x");
    receive(1, false);
    assert_false(port.receiving);
    receive(1, false);
    assert_false(port.receiving);
}

TEST(test_an_error_of_the_line_is_told_to_receivers) {
    start();
    receive(1, true);
    uart_client_received(port.client, 0, ERR_FAIL);
    assert_int_equal(users[1].errors, 1);
    assert_int_equal(users[0].errors, 0);
}
