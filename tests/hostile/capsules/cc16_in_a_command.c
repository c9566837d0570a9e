/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a client is called back inside a command */
/* expect: CC16 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc16_in_a_command.h"

command_result eager_command(struct device *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2) {
    (void)caller;
    (void)arg2;
    if (command == 1) {
        uart_client_received(self->client, (uint8_t)arg1, OK);
    }
    return command_success();
}
