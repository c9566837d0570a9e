/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A call to a service as one function: notify, wait, give up after a while. See ipc.h. */
#include "alarm.h"
#include "ipc.h"

struct call {
    volatile bool over;
    bool answered;
};

/* Subscribed by itself, not by ipc_listen_async: other services' listener stays who it is. */
static void on_answer(uint32_t slot, uint32_t bytes, uint32_t address, void *context) {
    (void)slot;
    (void)bytes;
    (void)address;
    struct call *call = context;
    call->answered = true;
    call->over = true;
}

static void on_timeout(struct alarm *alarm, void *context) {
    (void)alarm;
    struct call *call = context;
    call->over = true;
}

enum errorcode ipc_call(uint32_t slot, uint32_t timeout_ms) {
    struct call call = {0};
    struct alarm alarm;
    enum errorcode err = syscall_error(subscribe(DRIVER_IPC, slot, on_answer, &call));
    if (err)
        return err;
    if (timeout_ms != 0)
        err = alarm_set_async(&alarm, timeout_ms, on_timeout, &call);
    if (!err)
        err = ipc_notify_service(slot);
    if (!err)
        yield_until(&call.over);
    if (timeout_ms != 0)
        alarm_cancel(&alarm);
    /* An answer that comes too late must not find `call` on a stack that is used for something
     * else by then. */
    subscribe(DRIVER_IPC, slot, NULL, NULL);
    if (err)
        return err;
    return call.answered ? OK : ERR_NOACK;
}
