/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A command for each row of a table. */
#ifndef BENIGN_DISPATCH_H
#define BENIGN_DISPATCH_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

struct STATIC_TYPE dispatch {
    const struct gpio_pin *pin;
    uint32_t count;
};

command_result dispatch_command(struct dispatch *self, struct process_id caller, uint32_t command,
                                uint32_t arg1, uint32_t arg2);

#endif
