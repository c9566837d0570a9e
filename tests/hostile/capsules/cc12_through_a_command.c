/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a driver's command that calls itself as another driver's */
/* expect: CC12|CC10 */
#include "tests/hostile/capsules/device.h"

static command_result command(struct device *self, struct process_id caller, uint32_t number,
                              uint32_t arg1, uint32_t arg2) {
    return number == 0 ? command_success() : command(self, caller, number - 1, arg1, arg2);
}
