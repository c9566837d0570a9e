/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What mints capabilities does not come with what a capsule includes.
 * Fails with: implicit declaration of function .CAPABILITY_MINT */
#include "kernel/capsule.h"
#include "kernel/process_control.h"
#ifndef MISTAKE
#include "kernel/capability_mint.h" /* tools/check/includes: boards only */
#endif

enum errorcode stop(struct process_id id);
enum errorcode stop(struct process_id id) {
    return process_control(id, PROCESS_OPERATION_STOP,
                           CAPABILITY_MINT(process_management_capability));
}
