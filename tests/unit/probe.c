/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/probe.h"

struct probe probe;

command_result probe_command(struct probe *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2) {
    self->commands++;
    self->caller = caller;
    self->command = command;
    self->arg1 = arg1;
    self->arg2 = arg2;
    return self->answer == NULL ? command_success() : self->answer(self, caller);
}
