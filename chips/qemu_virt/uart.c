/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A 16550, whose registers are bytes. Source: TI PC16550D data sheet, section 8. */
#include "chips/qemu_virt/uart.h"

#include "arch/arch.h"
#include "kernel/boot.h"

#include <stddef.h>

/* The language of kernel/registers.h is one of words; these are bytes, and some have two meanings. */
struct uart16550_registers {
    volatile uint8_t data;              /* RBR, THR; DLL while LCR_DLAB is set */
    volatile uint8_t interrupt_enable;  /* IER; DLM while LCR_DLAB is set */
    volatile uint8_t fifo_control;      /* FCR, when written; IIR, when read */
    volatile uint8_t line_control;      /* LCR */
    volatile uint8_t modem_control;     /* MCR */
    volatile const uint8_t line_status; /* LSR */
};

#define IER_RECEIVED 0x01u
#define IER_TRANSMITTED 0x02u
#define FCR_ENABLE 0x01u
#define FCR_CLEAR 0x06u /* both FIFOs */
#define LCR_8_BITS 0x03u
#define LCR_DLAB 0x80u
#define LSR_READY 0x01u  /* a byte has come */
#define LSR_ERRORS 0x0Eu /* overrun, parity, framing: of the byte that is read next */
#define LSR_EMPTY 0x20u  /* the transmit FIFO is */
#define LSR_IDLE 0x40u   /* and the shift register, too */

#define FIFO_BYTES 16u
#define EMPTY_POLLS_MAX 100000u

static bool is_empty(const struct uart16550_registers *port) {
    return (port->line_status & LSR_EMPTY) != 0;
}

static void enable(struct uart16550_registers *port, uint8_t interrupt, bool on) {
    uint8_t others = port->interrupt_enable & (uint8_t)~interrupt;
    port->interrupt_enable = on ? others | interrupt : others;
}

/* Moves a FIFO's worth of bytes. pre: it is empty */
static void fill(struct uart16550 *self) {
    uint32_t sent = 0;
    for (; sent < FIFO_BYTES && sent < self->sending->length; sent++) {
        self->port->data = buffer_get(self->sending, sent);
    }
    buffer_advance(self->sending, sent);
}

/* The interrupt that is enabled comes at once if the FIFO is empty (8.6.2). */
static enum errorcode transmit(struct uart16550 *self, struct buffer *buffer) {
    if (self->sending != NULL) {
        return ERR_BUSY;
    }
    self->sending = buffer;
    if (is_empty(self->port)) {
        fill(self);
    }
    if (buffer->length == 0) {
        deferred_call_set(&self->sent);
    } else {
        enable(self->port, IER_TRANSMITTED, true);
    }
    return OK;
}

void uart16550_sent(struct uart16550 *self) {
    struct buffer *buffer = self->sending;
    self->sending = NULL;
    uart_client_transmitted(self->client, buffer, OK);
}

static void receive(struct uart16550 *self, bool on) {
    enable(self->port, IER_RECEIVED, on);
}

const struct uart_ops uart16550_ops = UART_OPS(struct uart16550, transmit, receive);

BOOT_ONLY void uart16550_start(struct uart16550 *self, uint16_t divisor) {
    struct uart16550_registers *port = self->port;
    port->interrupt_enable = 0;
    port->line_control = LCR_DLAB;
    port->data = (uint8_t)divisor;
    port->interrupt_enable = (uint8_t)(divisor >> 8);
    port->line_control = LCR_8_BITS;
    port->fifo_control = FCR_ENABLE | FCR_CLEAR;
    arch_interrupt_enable(self->line);
}

void uart16550_put_byte(struct uart16550_registers *port, uint8_t byte) {
    for (uint32_t i = 0; i < EMPTY_POLLS_MAX && !is_empty(port); i++) {
    }
    port->data = byte;
}

void uart16550_drain(const struct uart16550_registers *port) {
    for (uint32_t i = 0; i < EMPTY_POLLS_MAX && (port->line_status & LSR_IDLE) == 0; i++) {
    }
}

/* Whoever lent the buffer may have made it empty meanwhile: that is an end as well, or the interrupt would
 * ask for more for ever. */
static void serve_transmit(struct uart16550 *self) {
    if (self->sending == NULL || !is_empty(self->port)) {
        return;
    }
    fill(self);
    if (self->sending->length == 0) {
        enable(self->port, IER_TRANSMITTED, false);
        deferred_call_set(&self->sent);
    }
}

/* The FIFO's worth of bytes at a time; more of them interrupt again. */
static void serve_receive(struct uart16550 *self) {
    for (uint32_t i = 0; i < FIFO_BYTES; i++) {
        uint8_t status = self->port->line_status;
        if ((status & LSR_READY) == 0) {
            return;
        }
        uint8_t byte = self->port->data;
        uart_client_received(self->client, byte, (status & LSR_ERRORS) == 0 ? OK : ERR_FAIL);
    }
}

void uart16550_interrupt(struct uart16550 *self) {
    serve_receive(self);
    serve_transmit(self);
    arch_interrupt_enable(self->line);
}
