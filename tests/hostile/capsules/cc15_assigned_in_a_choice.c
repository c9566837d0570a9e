/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a conditional expression whose other side is a forged capability */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(struct manager *m, struct process_id id, bool c) {
    struct manager *none = NULL;
    (void)process_control(id, PROCESS_OPERATION_TERMINATE,
                          (c ? m : none)->management);
}
