/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The serial port. Source: DDI0479 4.3. */
#include "chips/cmsdk/uart.h"

#include "arch/arch.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

#include <stddef.h>

REGISTER_RW(uart_data);
REGISTER_RW(uart_state);
FIELD(uart_state, TX_FULL, 0, 1);
FIELD(uart_state, RX_FULL, 1, 1);
FIELD(uart_state, RX_OVERRUN, 3, 1); /* written as one it is cleared */
REGISTER_RW(uart_ctrl);
FIELD(uart_ctrl, TX_ENABLE, 0, 1);
FIELD(uart_ctrl, RX_ENABLE, 1, 1);
FIELD(uart_ctrl, TX_INTERRUPT, 2, 1);
FIELD(uart_ctrl, RX_INTERRUPT, 3, 1);
REGISTER_WO(uart_intclear);
FIELD(uart_intclear, TX, 0, 1);
FIELD(uart_intclear, RX, 1, 1);
REGISTER_RW(uart_bauddiv);

struct cmsdk_uart_registers {
    struct uart_data data;
    struct uart_state state;
    struct uart_ctrl ctrl;
    struct uart_intclear intclear;
    struct uart_bauddiv bauddiv;
};
REGISTER_AT(struct cmsdk_uart_registers, bauddiv, 0x010);

#define FULL_POLLS_MAX 100000u /* milliseconds: far more than a byte takes at 9600 baud */
#define BYTES_AT_ONCE 16u      /* before somebody else's turn comes */

static bool is_full(const struct cmsdk_uart_registers *port) {
    return uart_state_get_TX_FULL(uart_state_read(&port->state)) != 0;
}

/* Hands over bytes until the port is full or the buffer is empty. */
static void fill(struct cmsdk_uart *self) {
    uint32_t sent = 0;
    for (; sent < self->sending->length && !is_full(self->port); sent++) {
        uart_data_write(&self->port->data, uart_data_bits(buffer_get(self->sending, sent)));
    }
    buffer_advance(self->sending, sent);
}

static void transmit_interrupt(struct cmsdk_uart *self, uint32_t on) {
    struct uart_ctrl_value ctrl = uart_ctrl_read(&self->port->ctrl);
    uart_ctrl_write(&self->port->ctrl, uart_ctrl_with_TX_INTERRUPT(ctrl, on));
}

/* Goes on with the buffer, as far as that is possible now. What leaves the port interrupts only if
 * interrupts were on by then (4.3), so there is a second look once they are. A byte that the port
 * has is as good as sent. */
static void go_on(struct cmsdk_uart *self) {
    fill(self);
    if (self->sending->length > 0) {
        transmit_interrupt(self, 1);
        fill(self);
    }
    if (self->sending->length == 0) {
        transmit_interrupt(self, 0);
        deferred_call_set(&self->sent);
    }
}

static enum errorcode transmit(struct cmsdk_uart *self, struct buffer *buffer) {
    if (self->sending != NULL) {
        return ERR_BUSY;
    }
    self->sending = buffer;
    go_on(self);
    return OK;
}

void cmsdk_uart_sent(struct cmsdk_uart *self) {
    struct buffer *buffer = self->sending;
    self->sending = NULL;
    uart_client_transmitted(self->client, buffer, OK);
}

/* The receiver is off while nobody wants what it receives: a byte that it kept would be taken for the
 * first one of the next read, and does not interrupt any more. */
static void receive(struct cmsdk_uart *self, bool on) {
    struct uart_ctrl_value ctrl = uart_ctrl_read(&self->port->ctrl);
    ctrl = uart_ctrl_with_RX_ENABLE(ctrl, on ? 1 : 0);
    ctrl = uart_ctrl_with_RX_INTERRUPT(ctrl, on ? 1 : 0);
    uart_ctrl_write(&self->port->ctrl, ctrl);
}

const struct uart_ops cmsdk_uart_ops = UART_OPS(struct cmsdk_uart, transmit, receive);

BOOT_ONLY void cmsdk_uart_start(struct cmsdk_uart *self, uint32_t divisor) {
    uart_bauddiv_write(&self->port->bauddiv, uart_bauddiv_bits(divisor));
    uart_ctrl_write(&self->port->ctrl, uart_ctrl_with_TX_ENABLE(uart_ctrl_bits(0), 1));
    arch_interrupt_enable(self->line_in);
    arch_interrupt_enable(self->line_out);
}

void cmsdk_uart_put_byte(struct cmsdk_uart_registers *port, uint8_t byte) {
    for (uint32_t i = 0; i < FULL_POLLS_MAX && is_full(port); i++) {
    }
    uart_data_write(&port->data, uart_data_bits(byte));
}

/* The interrupt is cleared before the byte is fetched: one that comes after it interrupts again. */
static void serve_receive(struct cmsdk_uart *self) {
    struct cmsdk_uart_registers *port = self->port;
    for (uint32_t i = 0; i < BYTES_AT_ONCE; i++) {
        uart_intclear_write(&port->intclear, uart_intclear_with_RX(uart_intclear_bits(0), 1));
        struct uart_state_value state = uart_state_read(&port->state);
        if (uart_state_get_RX_FULL(state) == 0) {
            return;
        }
        uint8_t byte = (uint8_t)uart_data_read(&port->data).bits;
        uint32_t lost = uart_state_get_RX_OVERRUN(state);
        uart_state_write(&port->state, uart_state_with_RX_OVERRUN(uart_state_bits(0), lost));
        uart_client_received(self->client, byte, lost == 0 ? OK : ERR_FAIL);
    }
}

/* Whoever lent the buffer may have made it empty meanwhile: that is an end as well. */
static void serve_transmit(struct cmsdk_uart *self) {
    uart_intclear_write(&self->port->intclear, uart_intclear_with_TX(uart_intclear_bits(0), 1));
    if (self->sending != NULL) {
        go_on(self);
    }
}

void cmsdk_uart_interrupt(struct cmsdk_uart *self, uint32_t line) {
    if (line == self->line_in) {
        serve_receive(self);
    }
    if (line == self->line_out) {
        serve_transmit(self);
    }
    arch_interrupt_enable(line);
}
