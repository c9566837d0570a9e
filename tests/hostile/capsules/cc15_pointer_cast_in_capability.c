/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a cast inside the pointer that CAPABILITY is given */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void kill(struct device *self, struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE,
                          CAPABILITY((const struct manager *)self, management));
}
