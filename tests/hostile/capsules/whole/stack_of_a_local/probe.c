/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a local that is larger than the kernel's stack */
/* expect: build refused: stack */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    uint32_t words[8192];
    (void)caller;
    for (uint32_t i = 0; i < 8192; i++) {
        words[i] = self->count + i;
    }
    words[arg1 & 8191] = arg2;
    return command_success_u32(words[arg2 & 8191]);
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
