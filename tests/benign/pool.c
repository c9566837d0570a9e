/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Objects from a pool, in a list of those that are free. */
#include "tests/benign/pool.h"

void pool_start(struct pool *self) {
    self->free = NULL;
    self->pending = NULL;
    for (uint32_t i = 0; i < POOL_JOBS; i++) {
        struct job *job = &self->jobs[i];
        job->next = self->free;
        self->free = job;
    }
}

struct job *pool_take(struct pool *self) {
    struct job *job = self->free;
    if (job != NULL) {
        self->free = job->next;
        job->next = NULL;
    }
    return job;
}

void pool_queue(struct pool *self, struct job *job, uint32_t due) {
    job->due = due;
    struct job *before = NULL;
    struct job *after = self->pending;
    LOOP_WHILE (after != NULL && (int32_t)(after->due - due) <= 0, POOL_JOBS) {
        before = after;
        after = after->next;
    }
    job->next = after;
    if (before != NULL) {
        before->next = job;
    } else {
        self->pending = job;
    }
}

uint32_t pool_run(struct pool *self, uint32_t now) {
    uint32_t done = 0;
    LOOP_WHILE (self->pending != NULL && (int32_t)(now - self->pending->due) >= 0, POOL_JOBS) {
        struct job *job = self->pending;
        self->pending = job->next;
        job->next = self->free;
        self->free = job;
        done++;
    }
    return done;
}
