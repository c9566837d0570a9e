/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See app_loader.h. */
#include "app_loader.h"

enum {
    SETUP = 1,
    WRITE = 2,
    FINALIZE = 3,
    LOAD = 4,
    ABORT = 5,
    UNINSTALL = 6
};
#define BYTES 0 /* the allow */

/* Upcall n - 1 tells that command n has ended. */
static enum errorcode wait_for(uint32_t number, uint32_t arg1, uint32_t arg2, uint32_t *value) {
    struct syscall_return result = command(DRIVER_APP_LOADER, number, arg1, arg2);
    if (!syscall_succeeded(result))
        return syscall_error(result);
    struct upcall_arguments told = yield_wait_for(DRIVER_APP_LOADER, number - 1);
    *value = told.arg1;
    return (enum errorcode)told.arg0;
}

static enum errorcode do_and_wait(uint32_t number, uint32_t arg1, uint32_t arg2) {
    uint32_t ignored;
    return wait_for(number, arg1, arg2, &ignored);
}

enum errorcode app_loader_setup(uint32_t size) {
    return do_and_wait(SETUP, size, 0);
}

enum errorcode app_loader_write(uint32_t offset, const void *bytes, size_t length) {
    struct syscall_return allowed = allow_ro(DRIVER_APP_LOADER, BYTES, bytes, length);
    if (!syscall_succeeded(allowed))
        return syscall_error(allowed);
    enum errorcode err = do_and_wait(WRITE, offset, length);
    allow_ro(DRIVER_APP_LOADER, BYTES, NULL, 0);
    return err;
}

enum errorcode app_loader_finalize(void) {
    return do_and_wait(FINALIZE, 0, 0);
}

enum errorcode app_loader_load(void) {
    return do_and_wait(LOAD, 0, 0);
}

enum errorcode app_loader_abort(void) {
    return do_and_wait(ABORT, 0, 0);
}

enum errorcode app_loader_uninstall(uint32_t short_id, uint32_t *address) {
    return wait_for(UNINSTALL, short_id, 0, address);
}
