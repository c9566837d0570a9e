/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One capability is not another.
 * Fails with: incompatible type for argument 3 of .process_control */
#include "kernel/process_control.h"

#ifdef MISTAKE
typedef struct process_loading_capability capability;
#else
typedef struct process_management_capability capability;
#endif

enum errorcode stop(struct process_id id, capability held);
enum errorcode stop(struct process_id id, capability held) {
    return process_control(id, PROCESS_OPERATION_STOP, held);
}
