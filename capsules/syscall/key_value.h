/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x50003: values under keys, for programs. Source: ABI 7.8. */
#ifndef CAPSULES_SYSCALL_KEY_VALUE_H
#define CAPSULES_SYSCALL_KEY_VALUE_H

#include "hil/key_value.h"
#include "kernel/capsule.h"
#include "kernel/storage_access.h"

/* As long as those of the system that we follow. */
#define KEY_VALUE_VALUE_MAX 512u

struct key_value_app {
    uint8_t wanted; /* the command that waits, or 0 */
};
GRANT(key_value_apps, struct key_value_app, .upcalls = 1, .allow_ro = 2, .allow_rw = 1);

struct STATIC_TYPE key_value_driver {
    const struct key_value *store;
    union key_value_apps apps;
    struct process_management_capability management; /* to ask what a program may read and change */
    struct deferred_call later;
    struct process_id served; /* now, or last */
    struct key_value_request request;
};

/* The initialiser of the driver `object_` over `store_`, with buffers of `key_size_` and `value_size_` bytes. */
#define KEY_VALUE_DRIVER(object_, store_, client_, key_, key_size_, value_, value_size_,  \
                         driver_name, capability_)                                        \
    {                                                                                     \
        .store = (store_), .apps = GRANT_HANDLE(driver_name), .management = capability_,  \
        .later = DEFERRED_CALL(struct key_value_driver, key_value_driver_later, object_), \
        .served = PROCESS_ID_NONE,                                                        \
        .request = {.client = (client_),                                                  \
                    .key = BUFFER_AT_LEAST(key_, key_size_, KEY_VALUE_KEY_MAX),           \
                    .value = BUFFER_AT_LEAST(value_, value_size_, KEY_VALUE_VALUE_MAX)},  \
    }

command_result key_value_driver_command(struct key_value_driver *self, struct process_id caller,
                                        uint32_t command, uint32_t arg1, uint32_t arg2);

void key_value_driver_later(struct key_value_driver *self);

/* The client function that the store calls. */
void key_value_driver_done(struct key_value_driver *self, struct key_value_request *request,
                           enum errorcode status);

#endif
