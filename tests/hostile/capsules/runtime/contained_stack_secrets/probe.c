/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: what lies on the kernel's stack, by locals that are not set */
/* expect: contained */
#include "probe.h"

struct block {
    uint32_t words[16];
};

static uint32_t sum(const struct block *b) {
    uint32_t all = 0;
    for (uint32_t i = 0; i < 16; i++) {
        all |= b->words[i];
    }
    return all;
}

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)caller;
    (void)arg1;
    (void)arg2;
    (void)self;
    struct block unset = {.words = {[0] = 0}};
    return command_success_u32(sum(&unset));
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
