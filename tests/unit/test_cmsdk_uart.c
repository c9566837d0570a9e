/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The serial port of CMSDK (chips/cmsdk/uart.c), with the test as the port: its registers are plain
 * memory. QEMU's port takes every byte at once; this one does not. */
#include "chips/cmsdk/uart.h"

#include "tests/unit/fake_arch.h"
#include "tests/unit/unit.h"

#include "kernel/process.h"

#define LINE_IN 0
#define LINE_OUT 1

/* DDI0479 4.3 */
static volatile uint32_t registers[5];
#define DATA registers[0]
#define STATE registers[1]
#define CTRL registers[2]
#define INTCLEAR registers[3]
#define BAUDDIV registers[4]
#define TX_FULL 1u
#define RX_FULL 2u
#define RX_OVERRUN 8u
#define ENABLES 3u
#define TX_INTERRUPT 4u
#define RX_ON 0xAu

struct client {
    unsigned transmitted;
    struct buffer *buffer;
    unsigned received;
    uint8_t byte;
    enum errorcode status;
    bool more; /* another byte comes as soon as one is taken */
};
static struct client client;

static void on_transmitted(struct client *self, struct buffer *buffer, enum errorcode status) {
    self->transmitted++;
    self->buffer = buffer;
    self->status = status;
}

static void on_received(struct client *self, uint8_t byte, enum errorcode status) {
    self->received++;
    self->byte = byte;
    self->status = status;
    STATE = self->more ? RX_FULL : 0;
}

static const struct uart_client client_hil =
    UART_CLIENT(struct client, on_transmitted, on_received, &client);
static struct cmsdk_uart port = CMSDK_UART_OBJECT(
    &port, (struct cmsdk_uart_registers *)(uintptr_t)registers, LINE_IN, LINE_OUT, &client_hil);
static const struct uart uart = CMSDK_UART(&port);

#define BYTES 8
BUFFER(buffer, BYTES);

static void fill_buffer(void) {
    buffer_clear(&buffer);
    buffer_text(&buffer, TEXT("abcdefgh"));
}

static bool line_is_enabled(unsigned line) {
    return (fake_arch.interrupts_enabled >> line & 1u) != 0;
}

/* What the main loop does with a line. */
static void interrupt(unsigned line) {
    fake_arch.interrupts_enabled &= ~((uint64_t)1 << line);
    cmsdk_uart_interrupt(&port, line);
    assert_true(line_is_enabled(line));
}

TEST(test_it_is_started_with_the_receiver_off) {
    cmsdk_uart_start(&port, 217);
    assert_int_equal(BAUDDIV, 217);
    assert_int_equal(CTRL, 1);
    assert_true(line_is_enabled(LINE_IN));
    assert_true(line_is_enabled(LINE_OUT));
}

TEST(test_a_port_that_takes_everything_gives_the_buffer_back_later) {
    fill_buffer();
    assert_int_equal(uart_transmit(&uart, &buffer), OK);
    assert_int_equal(DATA, 'h');
    assert_int_equal(CTRL & TX_INTERRUPT, 0);
    assert_int_equal(client.transmitted, 0);
    assert_int_equal(uart_transmit(&uart, &buffer), ERR_BUSY);
    deferred_call_run();
    assert_int_equal(client.transmitted, 1);
    assert_ptr_equal(client.buffer, &buffer);
    assert_int_equal(client.status, OK);
    fill_buffer();
    assert_int_equal(uart_transmit(&uart, &buffer), OK);
}

TEST(test_a_port_that_is_full_goes_on_with_its_interrupt) {
    fill_buffer();
    STATE = TX_FULL;
    assert_int_equal(uart_transmit(&uart, &buffer), OK);
    assert_int_equal(buffer.length, BYTES);
    assert_int_equal(CTRL & TX_INTERRUPT, TX_INTERRUPT);
    deferred_call_run();
    assert_int_equal(client.transmitted, 0);
    interrupt(LINE_OUT);
    assert_int_equal(buffer.length, BYTES);
    assert_int_equal(INTCLEAR, 1);
    STATE = 0;
    interrupt(LINE_OUT);
    assert_int_equal(buffer.length, 0);
    assert_int_equal(CTRL & TX_INTERRUPT, 0);
    deferred_call_run();
    assert_int_equal(client.transmitted, 1);
}

TEST(test_a_buffer_that_is_emptied_meanwhile_comes_back) {
    fill_buffer();
    STATE = TX_FULL;
    assert_int_equal(uart_transmit(&uart, &buffer), OK);
    buffer_clear(&buffer);
    interrupt(LINE_OUT);
    assert_int_equal(CTRL & TX_INTERRUPT, 0);
    deferred_call_run();
    assert_int_equal(client.transmitted, 1);
    fill_buffer();
    assert_int_equal(uart_transmit(&uart, &buffer), OK);
}

TEST(test_an_interrupt_with_nothing_to_send_is_no_matter) {
    interrupt(LINE_OUT);
    assert_int_equal(client.transmitted, 0);
}

TEST(test_an_empty_buffer_comes_back) {
    buffer_clear(&buffer);
    assert_int_equal(uart_transmit(&uart, &buffer), OK);
    deferred_call_run();
    assert_int_equal(client.transmitted, 1);
}

TEST(test_the_receiver_is_on_while_somebody_wants_it) {
    uart_receive(&uart, true);
    assert_int_equal(CTRL & RX_ON, RX_ON);
    uart_receive(&uart, false);
    assert_int_equal(CTRL & RX_ON, 0);
}

TEST(test_others_have_their_turn_while_bytes_come) {
    client.more = true;
    DATA = 'x';
    STATE = RX_FULL;
    interrupt(LINE_IN);
    assert_int_equal(client.byte, 'x');
    assert_int_equal(client.status, OK);
    assert_int_equal(client.received, 16);
    assert_int_equal(INTCLEAR, 2);
}

TEST(test_a_byte_before_which_one_was_lost_is_told_of) {
    DATA = 'y';
    STATE = RX_FULL | RX_OVERRUN;
    interrupt(LINE_IN);
    assert_int_equal(client.received, 1);
    assert_int_equal(client.byte, 'y');
    assert_int_equal(client.status, ERR_FAIL);
}

TEST(test_nothing_there_is_nothing_received) {
    interrupt(LINE_IN);
    assert_int_equal(client.received, 0);
}

TEST(test_a_byte_by_polling_is_sent_though_the_port_never_empties) {
    STATE = TX_FULL;
    cmsdk_uart_put_byte(port.port, '!');
    assert_int_equal(DATA, '!');
}
