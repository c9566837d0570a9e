/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the null is a step further in, where CAPABILITY does not look */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(struct manager *m, struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, CAPABILITY(m, next->management));
}
