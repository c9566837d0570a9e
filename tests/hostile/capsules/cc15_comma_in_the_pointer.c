/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a comma in the pointer that CAPABILITY is given */
/* expect: CC01|CC15|CC19 */
#include "tests/hostile/capsules/device.h"

static void kill(struct manager *m, struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE,
                          CAPABILITY((m, (const struct manager *)NULL), management));
}
