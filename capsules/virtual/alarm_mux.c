/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Many alarms over one. Setting one is constant work; firing looks at all of them. */
#include "capsules/virtual/alarm_mux.h"

/* Sets the real alarm to come in `rest` ticks from `now` on, or earlier. */
static void arm_real(struct alarm_mux *self, uint32_t now, uint32_t rest) {
    uint32_t wait = countdown_wait(rest);
    countdown_start(&self->real, now, now, wait);
    alarm_set(self->alarm, now, wait);
}

static uint32_t now_ticks(struct virtual_alarm *self) {
    return alarm_now(self->mux->alarm);
}

static uint32_t frequency(struct virtual_alarm *self) {
    return alarm_frequency(self->mux->alarm);
}

static void set(struct virtual_alarm *self, uint32_t reference, uint32_t dt) {
    struct alarm_mux *mux = self->mux;
    uint32_t now = alarm_now(mux->alarm);
    countdown_start(&self->countdown, now, reference, dt);
    if (mux->firing) {
        return; /* alarm_mux_fired comes by */
    }
    if (!mux->real.armed || self->countdown.rest < countdown_advance(&mux->real, now)) {
        arm_real(mux, now, self->countdown.rest);
    }
}

/* The real alarm is left as it is: it finds nothing due and is set anew. */
static void disarm(struct virtual_alarm *self) {
    self->countdown.armed = false;
}

HIL_OPS_DEFINE(virtual_alarm_ops, ALARM_OPS, now_ticks, frequency, set, disarm);

void virtual_alarm_add(struct virtual_alarm *self) {
    self->next = self->mux->first;
    self->mux->first = self;
}

/* Calls the clients of what is due. One pass: what a client sets meanwhile waits its turn, unless it is
 * further on. So the counter is read for each: no countdown is looked at as of before it was set. */
static void fire_due(struct alarm_mux *self) {
    struct virtual_alarm *a = self->first;
    LOOP_WHILE (a != NULL, VIRTUAL_ALARMS_MAX) {
        if (a->countdown.armed) {
            uint32_t now = alarm_now(self->alarm);
            if (countdown_advance(&a->countdown, now) == 0) {
                a->countdown.armed = false;
                alarm_client_fired(a->client, now);
            }
        }
        a = a->next;
    }
}

void alarm_mux_fired(struct alarm_mux *self, uint32_t then) {
    (void)then;
    self->real.armed = false;
    self->firing = true;
    fire_due(self);
    self->firing = false;

    uint32_t now = alarm_now(self->alarm);
    uint32_t least = UINT32_MAX;
    bool any = false;
    struct virtual_alarm *a = self->first;
    LOOP_WHILE (a != NULL, VIRTUAL_ALARMS_MAX) {
        if (a->countdown.armed) {
            uint32_t rest = countdown_advance(&a->countdown, now);
            least = rest < least ? rest : least;
            any = true;
        }
        a = a->next;
    }
    if (any) {
        arm_real(self, now, least);
    }
}
