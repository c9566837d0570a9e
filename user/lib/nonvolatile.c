/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See nonvolatile.h. */
#include "nonvolatile.h"

enum {
    SIZE = 1,
    READ = 2,
    WRITE = 3,
};
#define BYTES 0 /* the allow, of either kind */

static enum errorcode lend(uint32_t driver, void *to, const void *from, size_t length) {
    return syscall_error(to != NULL ? allow_rw(driver, BYTES, to, length)
                                    : allow_ro(driver, BYTES, from, length));
}

static void take_back(uint32_t driver) {
    allow_rw(driver, BYTES, NULL, 0);
    allow_ro(driver, BYTES, NULL, 0);
}

/* ---- The region for all programs: upcalls 0 and 1 tell how many bytes it were ---- */

static enum errorcode transfer(uint32_t number, size_t offset, void *to, const void *from,
                               size_t length) {
    enum errorcode err = lend(DRIVER_NONVOLATILE, to, from, length);
    if (!err)
        err = syscall_error(command(DRIVER_NONVOLATILE, number, offset, length));
    if (!err && yield_wait_for(DRIVER_NONVOLATILE, number - READ).arg0 < length)
        err = ERR_FAIL;
    take_back(DRIVER_NONVOLATILE);
    return err;
}

enum errorcode nonvolatile_size(size_t *bytes) {
    struct syscall_return result = command(DRIVER_NONVOLATILE, SIZE, 0, 0);
    *bytes = syscall_succeeded(result) ? result.values[0] : 0;
    return syscall_error(result);
}

enum errorcode nonvolatile_read(size_t offset, void *buffer, size_t length) {
    return transfer(READ, offset, buffer, NULL, length);
}

enum errorcode nonvolatile_write(size_t offset, const void *bytes, size_t length) {
    return transfer(WRITE, offset, NULL, bytes, length);
}

/* ---- Its own: upcalls 0 to 2 tell how it went, and then what ---- */

static struct upcall_arguments isolated(uint32_t number, size_t offset) {
    struct syscall_return result = command(DRIVER_ISOLATED, number, offset, 0);
    if (!syscall_succeeded(result))
        return (struct upcall_arguments){(uint32_t)syscall_error(result), 0, 0};
    return yield_wait_for(DRIVER_ISOLATED, number - SIZE);
}

static enum errorcode isolated_transfer(uint32_t number, size_t offset, void *to, const void *from,
                                        size_t length) {
    enum errorcode err = lend(DRIVER_ISOLATED, to, from, length);
    if (!err)
        err = (enum errorcode)isolated(number, offset).arg0;
    take_back(DRIVER_ISOLATED);
    return err;
}

enum errorcode nonvolatile_own_size(size_t *bytes) {
    struct upcall_arguments told = isolated(SIZE, 0);
    *bytes = told.arg1;
    return (enum errorcode)told.arg0;
}

enum errorcode nonvolatile_own_read(size_t offset, void *buffer, size_t length) {
    return isolated_transfer(READ, offset, buffer, NULL, length);
}

enum errorcode nonvolatile_own_write(size_t offset, const void *bytes, size_t length) {
    return isolated_transfer(WRITE, offset, NULL, bytes, length);
}
