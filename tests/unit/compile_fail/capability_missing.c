/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A call that takes a capability cannot be made without one.
 * Fails with: too few arguments to function .process_control */
#include "kernel/process_control.h"

enum errorcode stop(struct process_id id, struct process_management_capability management);
enum errorcode stop(struct process_id id, struct process_management_capability management) {
#ifdef MISTAKE
    (void)management;
    return process_control(id, PROCESS_OPERATION_STOP);
#else
    return process_control(id, PROCESS_OPERATION_STOP, management);
#endif
}
