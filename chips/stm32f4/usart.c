/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The serial port. Source: RM0090, sections 30.3 and 30.6. */
#include "chips/stm32f4/usart.h"

#include "arch/arch.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

#include <stddef.h>

REGISTER_RO(usart_sr);
FIELD(usart_sr, ERRORS, 0, 4); /* parity, framing, noise, overrun */
FIELD(usart_sr, ORE, 3, 1);
FIELD(usart_sr, RXNE, 5, 1);
FIELD(usart_sr, TXE, 7, 1);
REGISTER_RW(usart_dr);
FIELD(usart_dr, DATA, 0, 8);
REGISTER_RW(usart_brr);
REGISTER_RW(usart_cr1);
FIELD(usart_cr1, RE, 2, 1);
FIELD(usart_cr1, TE, 3, 1);
FIELD(usart_cr1, RXNEIE, 5, 1);
FIELD(usart_cr1, TXEIE, 7, 1);
FIELD(usart_cr1, UE, 13, 1);

struct stm32f4_usart_registers {
    struct usart_sr sr;
    struct usart_dr dr;
    struct usart_brr brr;
    struct usart_cr1 cr1;
};
REGISTER_AT(struct stm32f4_usart_registers, cr1, 0x0C);

#define RECEIVED_MAX 16u
#define FULL_POLLS_MAX 100000u /* two milliseconds at least: more than a byte takes at 9600 baud */

static bool is_full(const struct stm32f4_usart_registers *port) {
    return usart_sr_get_TXE(usart_sr_read(&port->sr)) == 0;
}

static void put(struct stm32f4_usart_registers *port, uint8_t byte) {
    usart_dr_write(&port->dr, usart_dr_with_DATA(usart_dr_bits(0), byte));
}

static void fill(struct stm32f4_usart *self) {
    uint32_t sent = 0;
    for (; sent < self->sending->length && !is_full(self->port); sent++) {
        put(self->port, buffer_get(self->sending, sent));
    }
    buffer_advance(self->sending, sent);
}

static void transmit_interrupt(struct stm32f4_usart *self, uint32_t on) {
    struct usart_cr1_value cr1 = usart_cr1_read(&self->port->cr1);
    usart_cr1_write(&self->port->cr1, usart_cr1_with_TXEIE(cr1, on));
}

static enum errorcode transmit(struct stm32f4_usart *self, struct buffer *buffer) {
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

void stm32f4_usart_sent(struct stm32f4_usart *self) {
    struct buffer *buffer = self->sending;
    self->sending = NULL;
    uart_client_transmitted(self->client, buffer, OK);
}

static void receive(struct stm32f4_usart *self, bool on) {
    struct usart_cr1_value cr1 = usart_cr1_read(&self->port->cr1);
    usart_cr1_write(&self->port->cr1, usart_cr1_with_RXNEIE(cr1, on ? 1 : 0));
}

const struct uart_ops stm32f4_usart_ops = UART_OPS(struct stm32f4_usart, transmit, receive);

BOOT_ONLY void stm32f4_usart_start(struct stm32f4_usart *self, uint32_t bus_hz, uint32_t baud) {
    /* Sixteen samples a bit, four bits of fraction: together that is the ratio itself (30.3.4). */
    usart_brr_write(&self->port->brr, usart_brr_bits((bus_hz + baud / 2) / baud));
    struct usart_cr1_value cr1 = usart_cr1_with_UE(usart_cr1_bits(0), 1);
    cr1 = usart_cr1_with_TE(cr1, 1);
    cr1 = usart_cr1_with_RE(cr1, 1);
    usart_cr1_write(&self->port->cr1, cr1);
    arch_interrupt_enable(self->line);
}

void stm32f4_usart_put_byte(struct stm32f4_usart_registers *port, uint8_t byte) {
    for (uint32_t i = 0; i < FULL_POLLS_MAX && is_full(port); i++) {
    }
    put(port, byte);
}

/* Whoever lent the buffer may have made it empty meanwhile: that is an end as well, or the interrupt would
 * ask for more for ever. */
static void serve_transmit(struct stm32f4_usart *self) {
    if (self->sending == NULL) {
        return;
    }
    fill(self);
    if (self->sending->length == 0) {
        transmit_interrupt(self, 0);
        deferred_call_set(&self->sent);
    }
}

/* To read the status and then the byte clears what interrupted, errors too (30.6.1). More bytes than so
 * many interrupt again. */
static void serve_receive(struct stm32f4_usart *self) {
    for (uint32_t i = 0; i < RECEIVED_MAX; i++) {
        struct usart_sr_value sr = usart_sr_read(&self->port->sr);
        if (usart_sr_get_RXNE(sr) == 0 && usart_sr_get_ORE(sr) == 0) {
            return;
        }
        uint8_t byte = (uint8_t)usart_dr_get_DATA(usart_dr_read(&self->port->dr));
        enum errorcode status = usart_sr_get_ERRORS(sr) == 0 ? OK : ERR_FAIL;
        uart_client_received(self->client, byte, status);
    }
}

void stm32f4_usart_interrupt(struct stm32f4_usart *self) {
    serve_receive(self);
    serve_transmit(self);
    arch_interrupt_enable(self->line);
}
