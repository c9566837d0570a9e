/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* the command of a driver */
#ifndef CC16_IN_A_COMMAND_H
#define CC16_IN_A_COMMAND_H

#include "tests/hostile/capsules/device.h"

command_result eager_command(struct device *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2);

#endif
