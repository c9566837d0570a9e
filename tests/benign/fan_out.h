/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One alarm, many who are told. */
#ifndef BENIGN_FAN_OUT_H
#define BENIGN_FAN_OUT_H

#include "hil/alarm.h"
#include "kernel/capsule.h"

struct STATIC_TYPE listener {
    const struct alarm_client *client;
    struct listener *next;
    bool on;
};

struct STATIC_TYPE fan_out {
    const struct alarm *alarm;
    struct listener *first;
    uint32_t told;
};

void fan_out_add(struct fan_out *self, struct listener *listener);
void fan_out_remove(struct fan_out *self, const struct listener *listener);
void fan_out_fired(struct fan_out *self, uint32_t now);

#endif
