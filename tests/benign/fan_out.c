/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One alarm, many who are told: a list of static objects. */
#include "tests/benign/fan_out.h"

#define LISTENERS_MAX 32

void fan_out_add(struct fan_out *self, struct listener *listener) {
    listener->next = self->first;
    self->first = listener;
}

void fan_out_remove(struct fan_out *self, const struct listener *listener) {
    struct listener *before = NULL;
    struct listener *l = self->first;
    LOOP_WHILE (l != NULL && l != listener, LISTENERS_MAX) {
        before = l;
        l = l->next;
    }
    if (l == NULL) {
        return;
    }
    if (before == NULL) {
        self->first = l->next;
    } else {
        before->next = l->next;
    }
    l->next = NULL;
}

void fan_out_fired(struct fan_out *self, uint32_t now) {
    struct listener *l = self->first;
    LOOP_WHILE (l != NULL, LISTENERS_MAX) {
        struct listener *next = l->next;
        if (l->on) {
            self->told++;
            alarm_client_fired(l->client, now);
        }
        l = next;
    }
}
