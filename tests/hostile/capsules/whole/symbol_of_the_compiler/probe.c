/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: code under the name of the function that copies structures, for the whole kernel */
/* expect: build refused */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

static const uint16_t memcpy[] = {0x4770, 0x4771, 0x4772, 0x4773};
struct large {
    uint32_t words[64];
};
static struct large a, b;

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)caller;
    a = b;
    self->count = memcpy[arg1 & 3] + a.words[arg2 & 63];
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
