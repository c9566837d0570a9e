/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer that CAPABILITY looks at is another than it checks; GCC refuses this one too
 * */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(struct manager *m, struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE,
                          CAPABILITY(m, count, ((const struct manager *)NULL)->management));
}
