/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an index behind a signed overflow that the compiler takes for impossible */
/* expect: trap index */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)caller;
    for (int32_t i = 0; i < 4000 && i < (int32_t)arg1; i++) {
        int32_t big = i * 1000000;
        self->count += (uint32_t)big;
        self->words[i] = arg2;
    }
    return command_success();
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
