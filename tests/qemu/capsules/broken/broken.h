/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A capsule that breaks in every way, when a person at the serial port says so with two letters: how,
 * and where. It is a driver, a client of the port, and a port for others. */
#ifndef BROKEN_H
#define BROKEN_H

#include "hil/uart.h"
#include "kernel/capsule.h"

#define BROKEN_ELEMENTS 4

struct broken_app {
    uint32_t commands;
};
GRANT(broken_apps, struct broken_app, .upcalls = 1);

struct STATIC_TYPE broken {
    const struct uart *uart;
    union broken_apps apps;
    uint32_t elements[BROKEN_ELEMENTS];
    uint32_t element;
    struct broken *nobody;
    struct buffer *no_buffer;
    struct deferred_call later;
    uint32_t count;
    uint8_t how;
    uint8_t where;
};

#define BROKEN(object_, uart_, driver_name)                                             \
    {                                                                                   \
        .uart = (uart_), .apps = GRANT_HANDLE(driver_name), .element = BROKEN_ELEMENTS, \
        .later = DEFERRED_CALL(struct broken, broken_later, object_),                   \
    }

HIL_OPS(uart, broken_ops, struct broken);
#define BROKEN_UART(object_) HIL_BIND(broken_ops, object_)

void broken_start(struct broken *self);
void broken_later(struct broken *self);
void broken_transmitted(struct broken *self, struct buffer *buffer, enum errorcode status);
void broken_received(struct broken *self, uint8_t byte, enum errorcode status);
command_result broken_command(struct broken *self, struct process_id caller, uint32_t command,
                              uint32_t arg1, uint32_t arg2);

#endif
