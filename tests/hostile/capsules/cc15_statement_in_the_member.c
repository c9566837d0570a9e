/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a second expression in the member that CAPABILITY is given */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(struct manager *m, const struct manager *none, struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE,
                          CAPABILITY(m, count; none->management));
}
