/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A button that bounces, with an alarm that waits until it is quiet. */
#include "tests/benign/debounce.h"

#define QUIET_MS 20u

static uint32_t ms(const struct alarm *alarm, uint32_t n) {
    return (uint32_t)((uint64_t)alarm_frequency(alarm) * n / 1000u);
}

void debounce_start(struct debounce *self) {
    gpio_make_input(self->pin, GPIO_PULL_UP);
    self->level = gpio_read(self->pin);
    gpio_interrupt_on(self->pin, GPIO_EDGE_BOTH);
}

void debounce_edge(struct debounce *self, uint32_t pin) {
    (void)pin;
    self->pending = true;
    alarm_set(self->alarm, alarm_now(self->alarm), ms(self->alarm, QUIET_MS));
}

void debounce_quiet(struct debounce *self) {
    const bool level = gpio_read(self->pin);
    const bool pressed = self->level && !level;
    self->pending = false;
    self->level = level;
    if (!pressed) {
        return;
    }
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        app->presses++;
        if (app->wants) {
            (void)upcall_schedule(self->apps.handle, pid, 0, app->presses, 0, 0);
        }
    }
}

command_result debounce_command(struct debounce *self, struct process_id caller, uint32_t command,
                                uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    uint32_t presses = 0;
    enum errorcode error = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (command == 1) {
            app->wants = arg1 != 0;
        }
        presses = app->presses;
    }
    return error == OK ? command_success_u32(presses) : command_failure(error);
}
