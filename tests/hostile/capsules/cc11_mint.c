/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the macro that makes capabilities */
/* expect: CC11 */
#include "kernel/capability_mint.h"
#include "kernel/capsule.h"
#include "kernel/process_control.h"

static void kill(struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE,
                          CAPABILITY_MINT(process_management_capability));
}
