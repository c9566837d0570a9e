/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a kernel/capsule.h of one's own beside this file */
/* expect: CC11 */
#include "kernel/capsule.h"

static void kill(uint32_t word) {
    struct process_id id = {word};
    struct process_management_capability cap = {};
    process_control(id, 3, cap);
}
