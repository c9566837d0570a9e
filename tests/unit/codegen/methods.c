/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What typed binding (kernel/hil.h) promises: a call through an interface is one indirect call, where
 * boundaries are plain calls (kernel/boundary_panic.h).
 * Each function by_language_* has the instructions of by_hand_*. */
#include "hil/alarm.h"
#include "kernel/buffer.h"

#define BOUNDARY_SOURCE "kernel/boundary_panic.h"
#include "kernel/boundary.h"

struct plain_ops {
    uint32_t (*now)(void *self);
    uint32_t (*frequency)(void *self);
    void (*set)(void *self, uint32_t reference, uint32_t dt);
    void (*disarm)(void *self);
};
struct plain {
    const struct plain_ops *ops;
    void *self;
};

uint32_t by_language_now(const struct alarm *a);
uint32_t by_language_now(const struct alarm *a) {
    return BOUNDARY_METHOD0(uint32_t, a, now);
}
uint32_t by_hand_now(const struct plain *a);
uint32_t by_hand_now(const struct plain *a) {
    return a->ops->now(a->self);
}

void by_language_set(const struct alarm *a, uint32_t reference);
void by_language_set(const struct alarm *a, uint32_t reference) {
    BOUNDARY_METHOD2(void, a, set, reference, 100);
}
void by_hand_set(const struct plain *a, uint32_t reference);
void by_hand_set(const struct plain *a, uint32_t reference) {
    a->ops->set(a->self, reference, 100);
}

/* That a buffer is large enough is found out by the compiler alone. */
BUFFER(buffer, 16);
struct buffer *by_language_checked(void);
struct buffer *by_language_checked(void) {
    return BUFFER_AT_LEAST(buffer, 16, 16);
}
struct buffer *by_hand_checked(void);
struct buffer *by_hand_checked(void) {
    return &buffer;
}
