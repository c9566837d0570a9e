/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the attempts of tests/hostile/capsules share, put to proper use. */
#ifndef CONTROL_H
#define CONTROL_H

#include "tests/hostile/capsules/device.h"

command_result control_command(struct device *self, struct process_id caller, uint32_t command,
                               uint32_t arg1, uint32_t arg2);

#endif
