/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an upcall into any process */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void run(struct process *p, const struct upcall *u) {
    (void)upcall_enqueue(p, u);
}
