/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x40003: authentication codes for processes. Source: ABI 7.7, D13. */
#ifndef CAPSULES_SYSCALL_HMAC_H
#define CAPSULES_SYSCALL_HMAC_H

#include "hil/hmac.h"
#include "kernel/capsule.h"

struct hmac_app {
    struct hmac_state state; /* of a code that was begun with `update` */
    uint32_t length;         /* of the data, when it asked */
    uint32_t taken;          /* bytes of it */
    uint8_t algorithm;
    uint8_t wants; /* what it waits for, or is served with; 0: nothing */
    bool open;     /* `state` holds a code */
};
GRANT(hmac_apps, struct hmac_app, .upcalls = 2, .allow_ro = 3, .allow_rw = 3);

#define HMAC_PIECE_MIN HMAC_KEY_MAX

struct STATIC_TYPE hmac_driver {
    const struct hmac *device;
    union hmac_apps apps;
    struct hmac_session session; /* of who is served */
    struct buffer *piece;        /* of key, data, or what is to be compared */
    struct buffer *out;
    struct deferred_call turn;
    bool busy;                /* the device has a buffer */
    struct process_id served; /* now, or last */
};

/* The initialiser of the driver `object_`. Between pieces of `size_` bytes, programs run. */
#define HMAC_DRIVER(object_, device_, piece_, size_, out_, out_size_, driver_name) \
    {                                                                              \
        .device = (device_), .apps = GRANT_HANDLE(driver_name),                    \
        .piece = BUFFER_AT_LEAST(piece_, size_, HMAC_PIECE_MIN),                   \
        .out = BUFFER_AT_LEAST(out_, out_size_, HMAC_BYTES_MAX),                   \
        .turn = DEFERRED_CALL(struct hmac_driver, hmac_driver_turn, object_),      \
        .served = PROCESS_ID_NONE,                                                 \
    }

command_result hmac_driver_command(struct hmac_driver *self, struct process_id caller,
                                   uint32_t command, uint32_t arg1, uint32_t arg2);
void hmac_driver_turn(struct hmac_driver *self);

/* The client functions that the device calls. */
void hmac_driver_added(struct hmac_driver *self, const struct buffer *piece, enum errorcode status);
void hmac_driver_finished(struct hmac_driver *self, struct buffer *out, enum errorcode status);

#endif
