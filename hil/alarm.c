/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/alarm.h"

#include "kernel/boundary.h"

uint32_t alarm_now(const struct alarm *a) {
    return BOUNDARY_METHOD0(uint32_t, a, now);
}

uint32_t alarm_frequency(const struct alarm *a) {
    return BOUNDARY_METHOD0(uint32_t, a, frequency);
}

void alarm_set(const struct alarm *a, uint32_t reference, uint32_t dt) {
    BOUNDARY_METHOD2(void, a, set, reference, dt);
}

void alarm_disarm(const struct alarm *a) {
    BOUNDARY_METHOD0(void, a, disarm);
}

void alarm_client_fired(const struct alarm_client *c, uint32_t now) {
    BOUNDARY_CALL(void, c->fired, c->self, now);
}
