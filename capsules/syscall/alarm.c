/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Alarms of processes. Setting one is constant work; firing looks at all of them. */
#include "capsules/syscall/alarm.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_FREQUENCY = 1,
    COMMAND_NOW = 2,
    COMMAND_STOP = 3,
    COMMAND_SET_RELATIVE = 5,
    COMMAND_SET_ABSOLUTE = 6,
};

#define UPCALL_FIRED 0

/* Sets the board's alarm to come in `rest` ticks from `now` on, or earlier. */
static void arm_real(struct alarm_driver *self, uint32_t now, uint32_t rest) {
    uint32_t wait = rest < COUNTDOWN_LONGEST_WAIT ? rest : COUNTDOWN_LONGEST_WAIT;
    countdown_start(&self->real, now, now, wait);
    alarm_set(self->alarm, now, wait);
}

static void fire(struct alarm_driver *self, struct process_id pid, struct alarm_app *app,
                 uint32_t now) {
    app->countdown.armed = false;
    /* A process whose queue is full has lost this one; nothing better can be done. */
    (void)upcall_schedule(self->apps.handle, pid, UPCALL_FIRED, now, app->expiration, 0);
}

/* An alarm `arg1` ticks from now on, or with `absolute` one that is `arg2` ticks after tick `arg1`. */
static command_result set(struct alarm_driver *self, struct process_id caller, bool absolute,
                          uint32_t arg1, uint32_t arg2) {
    uint32_t now = alarm_now(self->alarm);
    uint32_t reference = absolute ? arg1 : now;
    uint32_t dt = absolute ? arg2 : arg1;
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->expiration = reference + dt;
        countdown_start(&app->countdown, now, reference, dt);
        if (app->countdown.rest == 0) {
            fire(self, caller, app, now);
        } else if (!self->real.armed || app->countdown.rest < countdown_advance(&self->real, now)) {
            arm_real(self, now, app->countdown.rest);
        }
        return command_success_u32(app->expiration);
    }
    return command_failure(error);
}

static command_result stop(struct alarm_driver *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (!app->countdown.armed) {
            return command_failure(ERR_ALREADY);
        }
        app->countdown.armed = false;
        return command_success();
    }
    return command_failure(error);
}

command_result alarm_driver_command(struct alarm_driver *self, struct process_id caller,
                                    uint32_t command, uint32_t arg1, uint32_t arg2) {
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    switch (command) {
    case COMMAND_FREQUENCY:
        return command_success_u32(alarm_frequency(self->alarm));
    case COMMAND_NOW:
        return command_success_u32(alarm_now(self->alarm));
    case COMMAND_STOP:
        return stop(self, caller);
    case COMMAND_SET_RELATIVE:
        return set(self, caller, false, arg1, arg2);
    case COMMAND_SET_ABSOLUTE:
        return set(self, caller, true, arg1, arg2);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

void alarm_driver_fired(struct alarm_driver *self) {
    uint32_t now = alarm_now(self->alarm);
    uint32_t least = UINT32_MAX;
    bool any = false;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if (!app->countdown.armed) {
            continue;
        }
        uint32_t rest = countdown_advance(&app->countdown, now);
        if (rest == 0) {
            fire(self, pid, app, now);
        } else {
            least = rest < least ? rest : least;
            any = true;
        }
    }
    self->real.armed = false;
    if (any) {
        arm_real(self, now, least);
    }
}
