/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Requests of processes, a few of each waiting. */
#ifndef BENIGN_QUEUE_H
#define BENIGN_QUEUE_H

#include "kernel/capsule.h"

#define QUEUE_REQUESTS 4

struct request {
    uint32_t kind;
    uint32_t argument;
};

struct queue_app {
    struct request requests[QUEUE_REQUESTS];
    uint8_t first;
    uint8_t count;
};
GRANT(queue_apps, struct queue_app, .upcalls = 1, .allow_rw = 1);

struct STATIC_TYPE queue {
    union queue_apps apps;
    struct deferred_call work;
    struct process_id last;
    uint32_t done;
};

command_result queue_command(struct queue *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2);
void queue_work(struct queue *self);

#endif
