/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Programs are installed over a serial port that text shares: the board's side of docs/install.md.
 *
 * It sits between the port and who used to be its client. What comes in frames is taken out; the rest goes on
 * to that client. What it answers goes through a device of the multiplexer, as everybody's text does. */
#ifndef CAPSULES_INSTALL_INSTALL_PORT_H
#define CAPSULES_INSTALL_INSTALL_PORT_H

#include "capsules/install/installer.h"
#include "hil/alarm.h"
#include "hil/uart.h"
#include "kernel/capsule.h"

/* Bytes of an object in one frame. */
#define INSTALL_PORT_DATA 512
/* Type, sequence, offset and bytes, check. */
#define INSTALL_PORT_BODY_BYTES (2 + 8 + INSTALL_PORT_DATA + 4)
/* The longest answer is a name, coded, between zeros. */
#define INSTALL_PORT_TX_BYTES 192

struct STATIC_TYPE install_port {
    const struct uart *uart;        /* for answers */
    const struct uart_client *text; /* who is given what is in no frame */
    const struct alarm *alarm;      /* its counter only */
    struct installer *installer;
    const struct program_client *client; /* itself, told by the installer */
    struct text architectures;           /* of programs, best first, with commas between */
    struct process_loading_capability loading;

    /* The frame that comes in. */
    struct buffer *body; /* decoded; later the answer */
    bool in_frame;
    bool is_lost;     /* it is too long, or comes while another is served */
    uint32_t since;   /* when it began */
    uint32_t in_code; /* bytes of this block of COBS that are still to come */
    uint8_t code;     /* what the block began with; 0: none has begun */

    /* The request that is served: its answer is due. */
    bool is_serving;
    bool is_waiting; /* the answer is made, and waits for tx */
    uint8_t type;
    uint8_t sequence;
    uint32_t check;

    /* The answer. */
    struct buffer *tx;  /* NULL: on the wire */
    uint32_t tx_length; /* of what is, or was, in it */
    bool has_answered;  /* tx holds the answer to the request above */

    /* The transfer. */
    bool is_receiving;
    uint32_t wanted; /* offset of the next byte */
    uint32_t size;
    uint32_t crc;
    uint32_t finished_size; /* of what was finished last, if not 0 */
    uint32_t finished_crc;
    uint32_t finished_address;
};

#define INSTALL_PORT(uart_, text_, alarm_, installer_, client_, body_, body_size_, tx_, tx_size_, \
                     architectures_, loading_)                                                    \
    {                                                                                             \
        .uart = (uart_), .text = (text_), .alarm = (alarm_), .installer = (installer_),           \
        .client = (client_), .body = BUFFER_AT_LEAST(body_, body_size_, INSTALL_PORT_BODY_BYTES), \
        .tx = BUFFER_AT_LEAST(tx_, tx_size_, INSTALL_PORT_TX_BYTES),                              \
        .architectures = TEXT_INITIALISER(architectures_), .loading = loading_,                   \
    }

/* The client functions that the port calls ... */
void install_port_passed(struct install_port *self, struct buffer *buffer, enum errorcode status);
void install_port_received(struct install_port *self, uint8_t byte, enum errorcode status);

/* ... that the device calls ... */
void install_port_transmitted(struct install_port *self, struct buffer *buffer,
                              enum errorcode status);
void install_port_ignored(struct install_port *self, uint8_t byte, enum errorcode status);

/* ... and the installer. */
void install_port_done(struct install_port *self, enum program_reason reason);

#endif
