/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A client of ponger: notifies it and waits until it notifies back. They share a buffer. */
#include "bench/windows.h"
#include "console.h"
#include "ipc.h"

IPC_BUFFER(shared, 32);

static volatile bool answered;

static void on_answer(uint32_t slot, void *buffer, size_t bytes, void *context) {
    (void)slot;
    (void)buffer;
    (void)bytes;
    (void)context;
    answered = true;
}

int main(void) {
    uint32_t service;
    enum errorcode err = ipc_discover("ponger", &service);
    if (!err)
        err = ipc_share(service, shared, sizeof shared);
    if (!err)
        err = ipc_listen_async(service, on_answer, NULL);
    /* What is done only once is done before: the service gets its region with the first one. */
    for (unsigned n = 0; !err && n < TIMES + 1; n++) {
        answered = false;
        WINDOW_BEGINS(IPC_ROUND_TRIP);
        err = ipc_notify_service(service);
        if (!err)
            yield_until(&answered);
        WINDOW_ENDS(IPC_ROUND_TRIP);
        if (shared[0] != (uint8_t)(n + 1))
            err = ERR_FAIL;
    }
    console_write_string(err ? "pinger: failed\n" : "pinger: done\n");
    return (int)err;
}
