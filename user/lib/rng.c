/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See rng.h. */
#include "rng.h"

#define GET 1
#define BUFFER 0    /* the allow */
#define DELIVERED 0 /* the upcall */

static struct {
    bool active;
    rng_callback *callback;
    void *context;
} getting;

static enum errorcode start(void *buffer, size_t bytes) {
    struct syscall_return result = allow_rw(DRIVER_RNG, BUFFER, buffer, bytes);
    if (syscall_succeeded(result)) {
        result = command(DRIVER_RNG, GET, bytes, 0);
        if (!syscall_succeeded(result))
            allow_rw(DRIVER_RNG, BUFFER, NULL, 0);
    }
    return syscall_error(result);
}

enum errorcode rng_get(void *buffer, size_t bytes) {
    if (getting.active)
        return ERR_BUSY;
    enum errorcode err = start(buffer, bytes);
    if (err)
        return err;
    struct upcall_arguments delivered = yield_wait_for(DRIVER_RNG, DELIVERED);
    allow_rw(DRIVER_RNG, BUFFER, NULL, 0);
    if (delivered.arg0 != OK)
        return (enum errorcode)delivered.arg0;
    return delivered.arg1 == bytes ? OK : ERR_FAIL;
}

/* The callback may ask for more, so everything is put away before. */
static void on_delivered(uint32_t status, uint32_t bytes, uint32_t unused, void *appdata) {
    (void)unused;
    (void)appdata;
    if (!getting.active)
        return;
    allow_rw(DRIVER_RNG, BUFFER, NULL, 0);
    getting.active = false;
    getting.callback((enum errorcode)status, bytes, getting.context);
}

enum errorcode rng_get_async(void *buffer, size_t bytes, rng_callback *callback, void *context) {
    if (getting.active)
        return ERR_BUSY;
    enum errorcode err = syscall_error(subscribe(DRIVER_RNG, DELIVERED, on_delivered, NULL));
    if (!err)
        err = start(buffer, bytes);
    if (!err) {
        getting.active = true;
        getting.callback = callback;
        getting.context = context;
    }
    return err;
}

/* Of the 2^32 words, the first 2^32 modulo `limit` are one too many for some of the numbers. */
enum errorcode rng_below(uint32_t limit, uint32_t *number) {
    uint32_t too_many = (0u - limit) % limit;
    uint32_t word = 0;
    enum errorcode err = OK;
    do
        err = rng_get(&word, sizeof word);
    while (!err && word < too_many);
    *number = word % limit;
    return err;
}
