/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* an object with a capability that nobody gave */
#ifndef CC15_UNMINTED_H
#define CC15_UNMINTED_H

#include "kernel/capsule.h"
#include "kernel/process_control.h"

struct STATIC_TYPE greedy {
    uint32_t count;
    struct process_management_capability management;
};

void greedy_kill(struct process_id id);

#endif
