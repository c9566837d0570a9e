/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to define a type that a kernel header only mentions */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct process {
    uint32_t words[64];
};

static void raid(struct process *p) {
    p->words[0] = 0;
}
