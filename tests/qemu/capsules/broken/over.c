/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "over.h"

command_result over_command(struct over *self, struct process_id caller, uint32_t command,
                            uint32_t arg1, uint32_t arg2) {
    (void)caller;
    (void)command;
    (void)arg1;
    (void)arg2;
    return command_status(uart_transmit(self->uart, self->tx));
}
