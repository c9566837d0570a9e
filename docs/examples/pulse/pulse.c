/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A pulse counter: docs/capsule-c.md builds it step by step. */
#include "pulse.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_START = 1,
    COMMAND_STOP = 2,
};
#define UPCALL_REACHED 0
#define ALLOW_PULSES 0

void pulse_driver_start(const struct pulse_driver *self) {
    gpio_make_input(self->pin, GPIO_PULL_UP);
}

static command_result start(struct pulse_driver *self, struct process_id caller, uint32_t limit) {
    if (limit == 0) {
        return command_failure(ERR_INVAL);
    }
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->limit != 0) {
            return command_failure(ERR_BUSY);
        }
        app->since = self->pulses;
        app->limit = limit;
        gpio_interrupt_on(self->pin, GPIO_EDGE_FALLING);
    }
    return command_status(error);
}

static command_result stop(struct pulse_driver *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->limit = 0;
        deferred_call_set(&self->later); /* was it the last one? */
    }
    return command_status(error);
}

command_result pulse_driver_command(struct pulse_driver *self, struct process_id caller,
                                    uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    switch (command) {
    case COMMAND_EXISTS:
        return command_success();
    case COMMAND_START:
        return start(self, caller, arg1);
    case COMMAND_STOP:
        return stop(self, caller);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

void pulse_driver_fired(struct pulse_driver *self, uint32_t pin) {
    (void)pin;
    self->pulses++;
    deferred_call_set(&self->later);
}

/* Returns whether the process goes on counting. */
static bool tell(const struct pulse_driver *self, struct process_id pid, struct pulse_app *app) {
    uint32_t pulses = self->pulses - app->since;
    struct slice_rw told = slice_allowed_rw(self->apps.handle, pid, ALLOW_PULSES);
    (void)slice_set_u32(told, 0, pulses); /* nothing, if nothing is allowed */
    if (pulses < app->limit) {
        return true;
    }
    app->limit = 0;
    (void)upcall_schedule(self->apps.handle, pid, UPCALL_REACHED, pulses, 0, 0);
    return false;
}

void pulse_driver_later(struct pulse_driver *self) {
    bool any = false;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if (app->limit != 0 && tell(self, pid, app)) {
            any = true;
        }
    }
    if (!any) {
        gpio_interrupt_off(self->pin);
    }
}
