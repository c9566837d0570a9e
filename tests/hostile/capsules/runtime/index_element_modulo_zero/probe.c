/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: ELEMENT with a remainder of a division by zero: the compiler takes it for less than eight
 * */
/* expect: trap index */
#include "probe.h"

static void set(uint32_t *p, uint32_t v) {
    *p = v;
}

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)caller;
    if (arg2 > 8) {
        return command_failure(ERR_INVAL);
    }
    set(ELEMENT(self->words, (arg1 > WORDS ? WORDS : arg1) % arg2), 1); /* arg2 0, arg1 8 */
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
