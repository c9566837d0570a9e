/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a statement behind the member that CAPABILITY is given */
/* expect: CC01|CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(struct manager *m, struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE,
                          CAPABILITY(m, count; *(uint32_t *)0x20000000 = 1; m->management));
}
