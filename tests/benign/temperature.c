/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A temperature sensor on a serial port that talks to it by bytes. */
#include "tests/benign/temperature.h"

#define ASK 0xF3

static void tell_all(struct temperature *self) {
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if (!app->waiting) {
            continue;
        }
        app->waiting = false;
        (void)upcall_schedule(self->apps.handle, pid, 0, (uint32_t)self->centi, 0, 0);
    }
}

static enum errorcode ask(struct temperature *self) {
    if (self->state != TEMPERATURE_IDLE) {
        return OK;
    }
    struct buffer *tx = self->tx;
    if (tx == NULL) {
        return ERR_BUSY;
    }
    buffer_clear(tx);
    buffer_put(tx, ASK);
    enum errorcode error = uart_transmit(self->uart, tx);
    if (error == OK) {
        self->tx = NULL;
        self->state = TEMPERATURE_ASKING;
    }
    return error;
}

command_result temperature_command(struct temperature *self, struct process_id caller,
                                   uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg1;
    (void)arg2;
    if (command == 0) {
        return command_success();
    }
    if (command != 1) {
        return command_failure(ERR_NOSUPPORT);
    }
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->waiting) {
            return command_failure(ERR_BUSY);
        }
        app->waiting = true;
    }
    if (error != OK) {
        return command_failure(error);
    }
    return command_status(ask(self));
}

void temperature_transmitted(struct temperature *self, struct buffer *buffer,
                             enum errorcode status) {
    self->tx = buffer;
    self->state = status == OK ? TEMPERATURE_HIGH : TEMPERATURE_IDLE;
    uart_receive(self->uart, status == OK);
}

void temperature_received(struct temperature *self, uint8_t byte, enum errorcode status) {
    if (status != OK) {
        self->state = TEMPERATURE_IDLE;
        return;
    }
    switch (self->state) {
    case TEMPERATURE_HIGH:
        self->high = byte;
        self->state = TEMPERATURE_LOW;
        break;
    case TEMPERATURE_LOW: {
        uint32_t raw = (uint32_t)self->high << 8 | byte;
        self->centi = (int32_t)(17572u * raw / 65536u) - 4685;
        self->state = TEMPERATURE_IDLE;
        uart_receive(self->uart, false);
        tell_all(self);
        break;
    }
    case TEMPERATURE_IDLE:
    case TEMPERATURE_ASKING:
    default:
        break;
    }
}
