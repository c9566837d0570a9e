/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* a service with a client of its own kind */
#ifndef CC16_PUBLIC_FUNCTION_H
#define CC16_PUBLIC_FUNCTION_H

#include "kernel/capsule.h"

struct STATIC_TYPE eager_user {
    uint32_t count;
};
struct STATIC_TYPE eager_client {
    CALLS_CLIENT void (*done)(struct eager_user *user);
    struct eager_user *user;
};
struct STATIC_TYPE eager {
    const struct eager_client *client;
};

void eager_begin(struct eager *self);

#endif
