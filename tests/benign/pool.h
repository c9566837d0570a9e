/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Objects from a pool, in a list of those that are free. */
#ifndef BENIGN_POOL_H
#define BENIGN_POOL_H

#include "kernel/capsule.h"

#define POOL_JOBS 6

struct STATIC_TYPE job {
    struct job *next;
    uint32_t kind;
    uint32_t due;
};
struct STATIC_TYPE pool {
    struct job jobs[POOL_JOBS];
    struct job *free;
    struct job *pending; /* by time */
};

void pool_start(struct pool *self);
struct job *pool_take(struct pool *self);
void pool_queue(struct pool *self, struct job *job, uint32_t due);
uint32_t pool_run(struct pool *self, uint32_t now);

#endif
