/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the macro that makes handles of grants */
/* expect: CC10|CC19|CC06 */
#include "tests/hostile/capsules/device.h"

enum { DRIVER_INDEX_CONSOLE = 2 };
static union apps stolen = GRANT_HANDLE(CONSOLE);

static void run(struct process_id pid) {
    (void)upcall_schedule(stolen.handle, pid, 0, 1, 2, 3);
}
