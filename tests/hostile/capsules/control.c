/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the attempts of tests/hostile/capsules share, put to proper use: it is not what they are refused for. */
#include "tests/hostile/capsules/control.h"

command_result control_command(struct device *self, struct process_id caller, uint32_t command,
                               uint32_t arg1, uint32_t arg2) {
    if (arg1 >= NUMBERS) {
        return command_failure(ERR_INVAL);
    }
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->values[arg1] = arg2;
        app->count++;
        const struct sample sample = {.time = alarm_now(self->alarm), .value = arg2};
        *ELEMENT(self->samples, arg1) = sample;
        self->last = sample;
        uint32_t *newest = &self->numbers[0];
        *newest = self->numbers[command % NUMBERS];
        return command_success_u32(app->values[arg1]);
    }
    return command_failure(error);
}
