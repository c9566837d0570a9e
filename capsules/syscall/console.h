/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x1: processes write to and read from a serial port. Source: ABI 7.3. */
#ifndef CAPSULES_SYSCALL_CONSOLE_H
#define CAPSULES_SYSCALL_CONSOLE_H

#include "hil/uart.h"
#include "kernel/capsule.h"

struct console_app {
    uint32_t write_length; /* of the write in hand */
    uint32_t written;      /* of it, so far */
    bool writing;
    bool overwritten; /* the chunk on the wire belongs to a write that another one replaced */
};
GRANT(console_apps, struct console_app, .upcalls = 3, .allow_ro = 2, .allow_rw = 2);

/* Writes are sent, and reads collected, in buffers of at least this size. */
#define CONSOLE_BUFFER_MIN 16

struct STATIC_TYPE console_driver {
    const struct uart *uart;
    union console_apps apps;
    struct buffer *tx;        /* NULL: on the wire */
    struct process_id writer; /* whose chunk is on the wire */
    struct buffer *rx;
    struct process_id reader; /* who read last, and gets what is typed ahead; or none */
    uint32_t read_length;
    bool reads; /* a read is under way */
};

/* The initialiser of a console over `uart_`, with buffers of `tx_size_` and `rx_size_` bytes. */
#define CONSOLE_DRIVER(uart_, tx_, tx_size_, rx_, rx_size_, driver_name)                     \
    {                                                                                        \
        .uart = (uart_), .apps = GRANT_HANDLE(driver_name),                                  \
        .tx = BUFFER_AT_LEAST(tx_, tx_size_, CONSOLE_BUFFER_MIN),                            \
        .rx = BUFFER_AT_LEAST(rx_, rx_size_, CONSOLE_BUFFER_MIN), .writer = PROCESS_ID_NONE, \
        .reader = PROCESS_ID_NONE,                                                           \
    }

command_result console_driver_command(struct console_driver *self, struct process_id caller,
                                      uint32_t command, uint32_t arg1, uint32_t arg2);

/* The client functions that the port calls. */
void console_driver_transmitted(struct console_driver *self, struct buffer *buffer,
                                enum errorcode status);
void console_driver_received(struct console_driver *self, uint8_t byte, enum errorcode status);

#endif
