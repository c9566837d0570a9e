/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See key_value.h. */
#include "key_value.h"

enum {
    GET = 1,
    SET = 2,
    DELETE = 3,
    ADD = 4,
    UPDATE = 5,
    COLLECT = 6,
};
#define KEY 0 /* read-only allows */
#define VALUE 1
#define OUT 0  /* the read-write one */
#define DONE 0 /* the upcall */

/* Has it done and waits. */
static struct upcall_arguments perform(uint32_t number) {
    struct syscall_return result = command(DRIVER_KEY_VALUE, number, 0, 0);
    if (!syscall_succeeded(result))
        return (struct upcall_arguments){(uint32_t)syscall_error(result), 0, 0};
    return yield_wait_for(DRIVER_KEY_VALUE, DONE);
}

static enum errorcode perform_on(uint32_t number, const void *key, size_t key_length,
                                 const void *value, size_t length) {
    enum errorcode err = syscall_error(allow_ro(DRIVER_KEY_VALUE, KEY, key, key_length));
    if (!err)
        err = syscall_error(allow_ro(DRIVER_KEY_VALUE, VALUE, value, length));
    if (!err)
        err = (enum errorcode)perform(number).arg0;
    allow_ro(DRIVER_KEY_VALUE, KEY, NULL, 0);
    allow_ro(DRIVER_KEY_VALUE, VALUE, NULL, 0);
    return err;
}

enum errorcode key_value_get(const void *key, size_t key_length, void *value, size_t room,
                             size_t *length) {
    *length = 0;
    enum errorcode err = syscall_error(allow_ro(DRIVER_KEY_VALUE, KEY, key, key_length));
    if (!err)
        err = syscall_error(allow_rw(DRIVER_KEY_VALUE, OUT, value, room));
    if (!err) {
        struct upcall_arguments done = perform(GET);
        err = (enum errorcode)done.arg0;
        *length = done.arg1;
    }
    allow_ro(DRIVER_KEY_VALUE, KEY, NULL, 0);
    allow_rw(DRIVER_KEY_VALUE, OUT, NULL, 0);
    return err;
}

enum errorcode key_value_set(const void *key, size_t key_length, const void *value, size_t length) {
    return perform_on(SET, key, key_length, value, length);
}

enum errorcode key_value_add(const void *key, size_t key_length, const void *value, size_t length) {
    return perform_on(ADD, key, key_length, value, length);
}

enum errorcode key_value_update(const void *key, size_t key_length, const void *value,
                                size_t length) {
    return perform_on(UPDATE, key, key_length, value, length);
}

enum errorcode key_value_delete(const void *key, size_t key_length) {
    return perform_on(DELETE, key, key_length, NULL, 0);
}

enum errorcode key_value_collect(void) {
    return (enum errorcode)perform(COLLECT).arg0;
}
