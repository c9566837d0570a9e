/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Many alarms over one. Each virtual alarm is itself a `struct alarm`. */
#ifndef CAPSULES_VIRTUAL_ALARM_MUX_H
#define CAPSULES_VIRTUAL_ALARM_MUX_H

#include "capsules/virtual/countdown.h"
#include "hil/alarm.h"
#include "kernel/capsule.h"

struct virtual_alarm;

/* As many as one mux has at most. */
#define VIRTUAL_ALARMS_MAX 64

struct STATIC_TYPE alarm_mux {
    const struct alarm *alarm;
    struct virtual_alarm *first; /* of the list of all */
    struct countdown real;       /* what the real alarm is set for */
    bool firing;
};

struct STATIC_TYPE virtual_alarm {
    struct alarm_mux *mux;
    const struct alarm_client *client;
    struct virtual_alarm *next;
    struct countdown countdown;
};

HIL_OPS(alarm, virtual_alarm_ops, struct virtual_alarm);
#define VIRTUAL_ALARM(object_) HIL_BIND(virtual_alarm_ops, object_)

/* Adds a virtual alarm, whose mux and client are set. Once each, at initialisation. */
void virtual_alarm_add(struct virtual_alarm *self);

/* The client function that the real alarm calls. */
void alarm_mux_fired(struct alarm_mux *self, uint32_t then);

#endif
