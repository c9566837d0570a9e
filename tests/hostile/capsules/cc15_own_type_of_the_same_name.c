/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a type of the same name in a function */
/* expect: CC15|CC06 */
#include "tests/hostile/capsules/device.h"

static void kill(struct process_id id) {
    struct process_management_capability {
        uint32_t unused;
    } cap = {0};
    (void)cap;
    (void)id;
}
