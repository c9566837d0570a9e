/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A command for each row of a table. */
#include "tests/benign/dispatch.h"

static command_result exists(struct dispatch *self, uint32_t arg) {
    (void)arg;
    return command_success_u32(self->count);
}

static command_result set(struct dispatch *self, uint32_t arg) {
    gpio_set(self->pin, arg != 0);
    return command_success();
}

static command_result read(struct dispatch *self, uint32_t arg) {
    (void)arg;
    return command_success_u32(gpio_read(self->pin) ? 1 : 0);
}

struct row {
    command_result (*run)(struct dispatch *self, uint32_t arg);
};

static const struct row rows[] = {{exists}, {set}, {read}};

command_result dispatch_command(struct dispatch *self, struct process_id caller, uint32_t command,
                                uint32_t arg1, uint32_t arg2) {
    (void)caller;
    (void)arg2;
    if (command >= sizeof rows / sizeof rows[0]) {
        return command_failure(ERR_NOSUPPORT);
    }
    self->count++;
    return rows[command].run(self, arg1);
}
