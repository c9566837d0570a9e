/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A driver whose port is another capsule. */
#ifndef OVER_H
#define OVER_H

#include "hil/uart.h"
#include "kernel/capsule.h"

struct STATIC_TYPE over {
    const struct uart *uart;
    struct buffer *tx;
};

command_result over_command(struct over *self, struct process_id caller, uint32_t command,
                            uint32_t arg1, uint32_t arg2);

#endif
