/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See ipc.h. Notifications come from outside and may never come, so everything that waits here
 * yields to everybody; Yield-WaitFor cannot wait for them anyway (ABI 6). */
#include "ipc.h"

#include <string.h>

#define DISCOVER 1
#define NOTIFY_SERVICE 2
#define NOTIFY_CLIENT 3
#define NAME 0 /* the read-only allow */

/* The kernel's upcall carries the context; only the function needs a place here. One for each side
 * is enough for nearly all apps; one that uses several services shares the function among them. */
static ipc_callback *serve;
static ipc_callback *listen;

static void on_client(uint32_t slot, uint32_t bytes, uint32_t address, void *context) {
    serve(slot, (void *)address, bytes, context);
}

static void on_service(uint32_t slot, uint32_t bytes, uint32_t address, void *context) {
    listen(slot, (void *)address, bytes, context);
}

enum errorcode ipc_discover(const char *name, uint32_t *slot) {
    *slot = 0;
    struct syscall_return result = allow_ro(DRIVER_IPC, NAME, name, strlen(name));
    if (!syscall_succeeded(result))
        return syscall_error(result);
    result = command(DRIVER_IPC, DISCOVER, 0, 0);
    allow_ro(DRIVER_IPC, NAME, NULL, 0);
    if (syscall_succeeded(result))
        *slot = result.values[0];
    return syscall_error(result);
}

enum errorcode ipc_serve_async(const char *name, ipc_callback *callback, void *context) {
    uint32_t own = 0;
    enum errorcode err = ipc_discover(name, &own);
    if (err)
        return err;
    serve = callback;
    return syscall_error(subscribe(DRIVER_IPC, own, on_client, context));
}

enum errorcode ipc_serve(const char *name, ipc_callback *callback, void *context) {
    enum errorcode err = ipc_serve_async(name, callback, context);
    if (err)
        return err;
    for (;;)
        yield_wait();
}

enum errorcode ipc_notify_client(uint32_t slot) {
    return syscall_error(command(DRIVER_IPC, NOTIFY_CLIENT, slot, 0));
}

enum errorcode ipc_share(uint32_t slot, void *buffer, size_t bytes) {
    return syscall_error(allow_rw(DRIVER_IPC, slot, buffer, bytes));
}

enum errorcode ipc_listen_async(uint32_t slot, ipc_callback *callback, void *context) {
    listen = callback;
    return syscall_error(subscribe(DRIVER_IPC, slot, on_service, context));
}

enum errorcode ipc_notify_service(uint32_t slot) {
    return syscall_error(command(DRIVER_IPC, NOTIFY_SERVICE, slot, 0));
}
