/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A temperature sensor on a serial port that talks to it by bytes. */
#ifndef BENIGN_TEMPERATURE_H
#define BENIGN_TEMPERATURE_H

#include "hil/alarm.h"
#include "hil/uart.h"
#include "kernel/capsule.h"

struct temperature_app {
    bool waiting;
};
GRANT(temperature_apps, struct temperature_app, .upcalls = 1);

enum temperature_state {
    TEMPERATURE_IDLE,
    TEMPERATURE_ASKING,
    TEMPERATURE_HIGH,
    TEMPERATURE_LOW,
};

struct STATIC_TYPE temperature {
    const struct uart *uart;
    union temperature_apps apps;
    struct buffer *tx;
    enum temperature_state state;
    uint8_t high;
    int32_t centi;
};

command_result temperature_command(struct temperature *self, struct process_id caller,
                                   uint32_t command, uint32_t arg1, uint32_t arg2);
void temperature_transmitted(struct temperature *self, struct buffer *buffer,
                             enum errorcode status);
void temperature_received(struct temperature *self, uint8_t byte, enum errorcode status);

#endif
