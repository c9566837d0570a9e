/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x40001: random bytes for processes. Source: ABI 7.3. */
#ifndef CAPSULES_SYSCALL_RNG_H
#define CAPSULES_SYSCALL_RNG_H

#include "hil/entropy.h"
#include "kernel/capsule.h"

struct rng_app {
    uint32_t wanted;    /* bytes of the request in hand; 0: there is none */
    uint32_t delivered; /* of them, so far */
};
GRANT(rng_apps, struct rng_app, .upcalls = 1, .allow_rw = 1);

#define RNG_BUFFER_MIN 4

struct STATIC_TYPE rng_driver {
    const struct entropy *source;
    union rng_apps apps;
    struct buffer *buffer;    /* NULL: the source has it */
    struct process_id served; /* now, or last */
};

/* The initialiser of a driver over `source_`, with a buffer of `size_` bytes. */
#define RNG_DRIVER(source_, buffer_, size_, driver_name)                                      \
    {                                                                                         \
        .source = (source_), .apps = GRANT_HANDLE(driver_name),                               \
        .buffer = BUFFER_AT_LEAST(buffer_, size_, RNG_BUFFER_MIN), .served = PROCESS_ID_NONE, \
    }

command_result rng_driver_command(struct rng_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2);

/* The client function that the source calls. */
void rng_driver_fetched(struct rng_driver *self, struct buffer *buffer, enum errorcode status);

#endif
