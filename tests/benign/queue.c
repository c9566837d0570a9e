/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Requests of processes, a few of each waiting, taken in turns. */
#include "tests/benign/queue.h"

static bool push(struct queue_app *app, struct request request) {
    if (app->count >= QUEUE_REQUESTS) {
        return false;
    }
    app->requests[(app->first + app->count) % QUEUE_REQUESTS] = request;
    app->count++;
    return true;
}

static bool pop(struct queue_app *app, struct request *request) {
    if (app->count == 0) {
        return false;
    }
    *request = app->requests[app->first];
    app->first = (uint8_t)((app->first + 1) % QUEUE_REQUESTS);
    app->count--;
    return true;
}

command_result queue_command(struct queue *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2) {
    if (command == 0) {
        return command_success();
    }
    bool fits = false;
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        fits = push(app, (struct request){.kind = arg1, .argument = arg2});
    }
    if (error != OK) {
        return command_failure(error);
    }
    if (!fits) {
        return command_failure(ERR_BUSY);
    }
    deferred_call_set(&self->work);
    return command_success();
}

/* One request of the next process that has any, beginning after the one that was served last. */
static bool serve(struct queue *self, bool beyond) {
    struct process_id pid;
    struct request request;
    GRANT_EACH (self->apps, pid, app) {
        if ((process_id_slot(pid) > process_id_slot(self->last)) != beyond || !pop(app, &request)) {
            continue;
        }
        self->last = pid;
        self->done++;
        (void)upcall_schedule(self->apps.handle, pid, 0, request.kind, request.argument, 0);
        return true;
    }
    return false;
}

void queue_work(struct queue *self) {
    if (serve(self, true) || serve(self, false)) {
        deferred_call_set(&self->work);
    }
}
