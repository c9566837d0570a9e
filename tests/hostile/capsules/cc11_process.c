/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the kernel's structure of a process */
/* expect: CC11 */
#include "kernel/capsule.h"
#include "kernel/process.h"

static void poke(struct process *p) {
    p->grants[0] = 0;
}
