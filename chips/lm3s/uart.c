/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The serial port. Source: LM3S6965 data sheet, sections 12.2 and 12.5. */
#include "chips/lm3s/uart.h"

#include "arch/arch.h"
#include "chips/lm3s/sysctl.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

#include <stddef.h>

REGISTER_RW(uart_dr);
FIELD(uart_dr, DATA, 0, 8);
FIELD(uart_dr, ERRORS, 8, 4);
REGISTER_RO(uart_fr);
FIELD(uart_fr, RXFE, 4, 1);
FIELD(uart_fr, TXFF, 5, 1);
REGISTER_RW(uart_ibrd);
REGISTER_RW(uart_fbrd);
REGISTER_RW(uart_lcrh);
FIELD(uart_lcrh, FEN, 4, 1);
FIELD(uart_lcrh, WLEN, 5, 2);
REGISTER_RW(uart_ctl);
FIELD(uart_ctl, UARTEN, 0, 1);
FIELD(uart_ctl, TXE, 8, 1);
FIELD(uart_ctl, RXE, 9, 1);
REGISTER_RW(uart_im);
FIELD(uart_im, RXIM, 4, 1);
FIELD(uart_im, TXIM, 5, 1);
FIELD(uart_im, RTIM, 6, 1);
REGISTER_WO(uart_icr);
FIELD(uart_icr, TXIC, 5, 1);

struct lm3s_uart_registers {
    struct uart_dr dr;
    uint32_t rsr;
    uint32_t reserved1[4];
    struct uart_fr fr;
    uint32_t reserved2[2];
    struct uart_ibrd ibrd;
    struct uart_fbrd fbrd;
    struct uart_lcrh lcrh;
    struct uart_ctl ctl;
    uint32_t ifls;
    struct uart_im im;
    uint32_t ris;
    uint32_t mis;
    struct uart_icr icr;
};
REGISTER_AT(struct lm3s_uart_registers, fr, 0x018);
REGISTER_AT(struct lm3s_uart_registers, ibrd, 0x024);
REGISTER_AT(struct lm3s_uart_registers, im, 0x038);
REGISTER_AT(struct lm3s_uart_registers, icr, 0x044);

#define FIFO_BYTES 16u
#define WLEN_8 3u
#define FULL_POLLS_MAX 100000u /* two milliseconds: far more than a byte takes at 9600 baud */

static bool fifo_full(const struct lm3s_uart_registers *port) {
    return uart_fr_get_TXFF(uart_fr_read(&port->fr)) != 0;
}

static void put(struct lm3s_uart_registers *port, uint8_t byte) {
    uart_dr_write(&port->dr, uart_dr_with_DATA(uart_dr_bits(0), byte));
}

/* Moves bytes into the FIFO until it is full or the buffer is empty. */
static void fill(struct lm3s_uart *self) {
    uint32_t sent = 0;
    for (; sent < self->sending->length && !fifo_full(self->port); sent++) {
        put(self->port, buffer_get(self->sending, sent));
    }
    buffer_advance(self->sending, sent);
}

static void transmit_interrupt(struct lm3s_uart *self, uint32_t on) {
    struct uart_im_value im = uart_im_read(&self->port->im);
    uart_im_write(&self->port->im, uart_im_with_TXIM(im, on));
}

/* A buffer that fits into the FIFO is as good as sent, and the FIFO may never pass the mark at
 * which it would interrupt; a longer one fills it, so that it will. */
static enum errorcode transmit(struct lm3s_uart *self, struct buffer *buffer) {
    if (self->sending != NULL) {
        return ERR_BUSY;
    }
    self->sending = buffer;
    fill(self);
    if (buffer->length == 0) {
        deferred_call_set(&self->sent);
    } else {
        transmit_interrupt(self, 1);
    }
    return OK;
}

void lm3s_uart_sent(struct lm3s_uart *self) {
    struct buffer *buffer = self->sending;
    self->sending = NULL;
    uart_client_transmitted(self->client, buffer, OK);
}

static void receive(struct lm3s_uart *self, bool on) {
    struct uart_im_value im = uart_im_read(&self->port->im);
    im = uart_im_with_RXIM(im, on ? 1 : 0);
    im = uart_im_with_RTIM(im, on ? 1 : 0);
    uart_im_write(&self->port->im, im);
}

const struct uart_ops lm3s_uart_ops = UART_OPS(struct lm3s_uart, transmit, receive);

BOOT_ONLY void lm3s_uart_start(struct lm3s_uart *self, uint32_t baud) {
    struct lm3s_uart_registers *port = self->port;
    /* Divisor with six bits of fraction: clock / (16 * baud), rounded (12.2.2). */
    uint32_t divisor = (8 * LM3S_CLOCK_HZ / baud + 1) / 2;
    uart_ctl_write(&port->ctl, uart_ctl_bits(0));
    uart_ibrd_write(&port->ibrd, uart_ibrd_bits(divisor / 64));
    uart_fbrd_write(&port->fbrd, uart_fbrd_bits(divisor % 64));
    struct uart_lcrh_value lcrh = uart_lcrh_bits(0);
    lcrh = uart_lcrh_with_WLEN(lcrh, WLEN_8);
    lcrh = uart_lcrh_with_FEN(lcrh, 1);
    uart_lcrh_write(&port->lcrh, lcrh);
    struct uart_ctl_value ctl = uart_ctl_bits(0);
    ctl = uart_ctl_with_TXE(ctl, 1);
    ctl = uart_ctl_with_RXE(ctl, 1);
    ctl = uart_ctl_with_UARTEN(ctl, 1);
    uart_ctl_write(&port->ctl, ctl);
    arch_interrupt_enable(self->line);
}

void lm3s_uart_put_byte(struct lm3s_uart_registers *port, uint8_t byte) {
    for (uint32_t i = 0; i < FULL_POLLS_MAX && fifo_full(port); i++) {
    }
    put(port, byte);
}

/* Whoever lent the buffer may have made it empty meanwhile: that is an end as well, or the interrupt would
 * ask for more for ever. */
static void serve_transmit(struct lm3s_uart *self) {
    if (self->sending == NULL) {
        return;
    }
    fill(self);
    if (self->sending->length == 0) {
        transmit_interrupt(self, 0);
        deferred_call_set(&self->sent);
    }
}

/* The FIFO's worth of bytes at a time; more of them interrupt again: reading clears the two receive
 * interrupts (12.2.6), and clearing them by hand would lose the one for a byte that came meanwhile. */
static void serve_receive(struct lm3s_uart *self) {
    for (uint32_t i = 0; i < FIFO_BYTES; i++) {
        if (uart_fr_get_RXFE(uart_fr_read(&self->port->fr)) != 0) {
            return;
        }
        struct uart_dr_value dr = uart_dr_read(&self->port->dr);
        enum errorcode status = uart_dr_get_ERRORS(dr) == 0 ? OK : ERR_FAIL;
        uart_client_received(self->client, (uint8_t)uart_dr_get_DATA(dr), status);
    }
}

void lm3s_uart_interrupt(struct lm3s_uart *self) {
    uart_icr_write(&self->port->icr, uart_icr_with_TXIC(uart_icr_bits(0), 1));
    serve_receive(self);
    serve_transmit(self);
    arch_interrupt_enable(self->line);
}
