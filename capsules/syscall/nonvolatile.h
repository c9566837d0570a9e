/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Drivers 0x50001 and 0x50004: bytes at offsets that are there after power-off; one region for all programs, and
 * one for each, which belongs to its ShortId. Both lie in the key-value store, in blocks, so what is written
 * inside of one block has happened or not, however the power goes. A block that nobody has written is all
 * ones and takes no room. Source: ABI 7.8. */
#ifndef CAPSULES_SYSCALL_NONVOLATILE_H
#define CAPSULES_SYSCALL_NONVOLATILE_H

#include "hil/key_value.h"
#include "kernel/capsule.h"
#include "kernel/storage_access.h"

#define NONVOLATILE_BLOCK_BYTES 512u
#define NONVOLATILE_KEY_BYTES 8u

struct nonvolatile_app {
    uint8_t wanted; /* the command that waits, or 0 */
    uint32_t offset;
    uint32_t length;
};
/* Of the upcalls, 0x50001 never uses the third. */
GRANT(nonvolatile_apps, struct nonvolatile_app, .upcalls = 3, .allow_ro = 1, .allow_rw = 1);

struct STATIC_TYPE nonvolatile_driver {
    const struct key_value *store;
    union nonvolatile_apps apps;
    struct process_management_capability management; /* to ask who a program is */
    bool is_isolated;
    uint32_t bytes; /* of a region */
    struct deferred_call later;
    struct key_value_request request;

    /* What is being done, and how far it has come. */
    struct process_id served; /* now, or last */
    bool is_busy;
    bool is_write;
    uint32_t owner;
    uint32_t offset;
    uint32_t length;
    uint32_t done;
};

/* The initialisers of the driver `object_`, of regions of `bytes_`, over `store_`, with buffers of `key_size_` and
 * `value_size_` bytes. */
#define NONVOLATILE_DRIVER_(object_, isolated, bytes_, store_, client_, key_, key_size_, value_, \
                            value_size_, driver_name, capability_)                               \
    {                                                                                            \
        .store = (store_), .apps = GRANT_HANDLE(driver_name), .management = capability_,         \
        .is_isolated = (isolated), .bytes = (bytes_),                                            \
        .later = DEFERRED_CALL(struct nonvolatile_driver, nonvolatile_driver_later, object_),    \
        .request = {.client = (client_),                                                         \
                    .key = BUFFER_AT_LEAST(key_, key_size_, NONVOLATILE_KEY_BYTES),              \
                    .value = BUFFER_AT_LEAST(value_, value_size_, NONVOLATILE_BLOCK_BYTES)},     \
        .served = PROCESS_ID_NONE,                                                               \
    }
#define NONVOLATILE_DRIVER(object_, ...) NONVOLATILE_DRIVER_(object_, false, __VA_ARGS__)
#define ISOLATED_DRIVER(object_, ...) NONVOLATILE_DRIVER_(object_, true, __VA_ARGS__)

command_result nonvolatile_driver_command(struct nonvolatile_driver *self, struct process_id caller,
                                          uint32_t command, uint32_t arg1, uint32_t arg2);
command_result nonvolatile_isolated_command(struct nonvolatile_driver *self,
                                            struct process_id caller, uint32_t command,
                                            uint32_t arg1, uint32_t arg2);

void nonvolatile_driver_later(struct nonvolatile_driver *self);

/* The client function that the store calls. */
void nonvolatile_driver_done(struct nonvolatile_driver *self, struct key_value_request *request,
                             enum errorcode status);

#endif
