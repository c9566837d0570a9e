/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Many alarms over one. Each virtual alarm is itself a `struct alarm`. */
#ifndef CAPSULES_VIRTUAL_ALARM_MUX_H
#define CAPSULES_VIRTUAL_ALARM_MUX_H

#include "capsules/virtual/countdown.h"
#include "hil/alarm.h"
#include "kernel/capsule.h"

struct virtual_alarm;

struct alarm_mux {
    const struct alarm *alarm;
    struct virtual_alarm *first; /* of the list of all */
    struct countdown real;       /* what the real alarm is set for */
    bool firing;
};

struct virtual_alarm {
    struct alarm_mux *mux;
    const struct alarm_client *client;
    struct virtual_alarm *next;
    struct countdown countdown;
};

extern const struct alarm_ops virtual_alarm_ops;
#define VIRTUAL_ALARM(object_) \
    { .ops = &virtual_alarm_ops, .self = SELF(struct virtual_alarm, object_) }

/* Adds a virtual alarm, whose mux and client are set. Once each, at initialisation. */
void virtual_alarm_add(struct virtual_alarm *self);

/* The client function that the real alarm calls. */
void alarm_mux_fired(struct alarm_mux *self);

#endif
