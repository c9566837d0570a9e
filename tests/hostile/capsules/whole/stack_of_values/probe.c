/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: structures by value, passed on and on */
/* expect: build refused: stack */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

struct large {
    uint32_t words[1500];
};

static struct large twice(struct large l) {
    for (uint32_t i = 0; i < 1500; i++) {
        l.words[i] *= 2;
    }
    return l;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)caller;
    struct large l = {.words = {arg1}};
    l = twice(twice(twice(l)));
    self->count = l.words[arg2 % 1500];
    return command_success_u32(l.words[0]);
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
