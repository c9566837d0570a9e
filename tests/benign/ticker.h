/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Times of several clients over one alarm. */
#ifndef BENIGN_TICKER_H
#define BENIGN_TICKER_H

#include "hil/alarm.h"
#include "kernel/capsule.h"

#define TICKER_SLOTS 4

struct ticker_slot {
    uint32_t due;
    uint32_t period;
    bool on;
};
struct STATIC_TYPE ticker {
    const struct alarm *alarm;
    const struct alarm_client *clients[TICKER_SLOTS];
    struct ticker_slot slots[TICKER_SLOTS];
};

bool ticker_set(struct ticker *self, uint32_t which, uint32_t period);
void ticker_fired(struct ticker *self, uint32_t now);

#endif
