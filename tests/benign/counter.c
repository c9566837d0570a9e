/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Counts, one for each process. */
#include "tests/benign/counter.h"

enum {
    EXISTS,
    ADD,
    READ,
    SET_STEP
};

command_result counter_command(struct counter *self, struct process_id caller, uint32_t command,
                               uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    if (command == EXISTS) {
        return command_success();
    }
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        switch (command) {
        case ADD:
            app->count += app->step != 0 ? app->step : 1u;
            return command_success();
        case READ:
            return command_success_u64(app->count);
        case SET_STEP:
            app->step = arg1;
            return command_success();
        default:
            return command_failure(ERR_NOSUPPORT);
        }
    }
    return command_failure(error);
}
