/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Times of several clients over one alarm. */
#include "tests/benign/ticker.h"

static void arm(struct ticker *self, uint32_t now) {
    const struct ticker_slot *next = NULL;
    for (uint32_t i = 0; i < TICKER_SLOTS; i++) {
        const struct ticker_slot *s = &self->slots[i];
        if (s->on && (next == NULL || (int32_t)(s->due - next->due) < 0)) {
            next = s;
        }
    }
    if (next != NULL) {
        alarm_set(self->alarm, now, next->due - now);
    }
}

bool ticker_set(struct ticker *self, uint32_t which, uint32_t period) {
    if (which >= TICKER_SLOTS || period == 0) {
        return false;
    }
    uint32_t now = alarm_now(self->alarm);
    struct ticker_slot *s = ELEMENT(self->slots, which);
    s->period = period;
    s->due = now + period;
    s->on = true;
    arm(self, now);
    return true;
}

void ticker_fired(struct ticker *self, uint32_t now) {
    for (uint32_t i = 0; i < TICKER_SLOTS; i++) {
        struct ticker_slot *s = &self->slots[i];
        if (!s->on || (int32_t)(s->due - now) > 0) {
            continue;
        }
        s->due += s->period;
        if (self->clients[i] != NULL) {
            alarm_client_fired(self->clients[i], now);
        }
    }
    arm(self, now);
}
