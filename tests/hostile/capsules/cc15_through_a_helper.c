/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a helper with a capability as its parameter is called without one */
/* expect: CC08|CC15 */
#include "tests/hostile/capsules/device.h"

static void kill();

static void run(struct process_id id) {
    kill(id);
}

static void kill(struct process_id id, struct process_management_capability cap) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, cap);
}
