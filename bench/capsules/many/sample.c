/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "sample.h"

command_result sample_driver_command(const struct sample_driver *self, struct process_id caller,
                                     uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)self;
    (void)caller;
    (void)arg1;
    (void)arg2;
    return command == 0 ? command_success() : command_failure(ERR_NOSUPPORT);
}
