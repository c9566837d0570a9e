/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the guard of a kernel header is defined, and its types are one's own */
/* expect: CC19 */
#define KERNEL_CAPABILITY_H
struct process_management_capability {};
struct panic_capability {};
#include "kernel/capsule.h"
#include "kernel/process_control.h"

static void kill(struct process_id id) {
    struct process_management_capability cap = {};
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, cap);
}
