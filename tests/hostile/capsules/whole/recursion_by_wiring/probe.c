/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an alarm that asks the alarm below it, which the board has wired to be itself */
/* expect: build refused: recursion */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

static uint32_t now(struct probe *self) {
    return alarm_now(self->alarm) + 1;
}

static uint32_t frequency(struct probe *self) {
    return self->count;
}

static void set(struct probe *self, uint32_t reference, uint32_t dt) {
    self->count = reference + dt;
}

static void disarm(struct probe *self) {
    self->count = 0;
}

HIL_OPS_DEFINE(probe_alarm_ops, ALARM_OPS, now, frequency, set, disarm);

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)caller;
    (void)arg1;
    (void)arg2;
    return command_success_u32(alarm_now(self->alarm));
}

command_result probe_command(struct probe *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2) {
    switch (command) {
    case 0:
        return command_success();
    case 1:
        return command_success_u32(arg1 + 1);
    case 2:
        return attempt(self, caller, arg1, arg2);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
