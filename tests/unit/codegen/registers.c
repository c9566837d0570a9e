/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the register language (kernel/registers.h) promises: its code is that of hand-written
 * shifts. Each function by_language_* has the instructions of by_hand_*. */
#include "kernel/registers.h"

REGISTER_RW(control);
FIELD(control, ENABLE, 0, 1);
FIELD(control, SPEED, 4, 3);
FIELD(control, COUNT, 8, 16);
FIELD(control, TOP, 31, 1);
FIELD(control, ALL, 0, 32);
REGISTER_RO(status);
FIELD(status, READY, 5, 1);
REGISTER_WO(data);
FIELD(data, BYTE, 0, 8);

struct device {
    struct control control;
    struct status status;
    struct data data;
};
REGISTER_AT(struct device, data, 8);

struct plain {
    volatile uint32_t control;
    volatile uint32_t status;
    volatile uint32_t data;
};

#define PAIR(name, result, arguments_language, arguments_hand) \
    result by_language_##name arguments_language;              \
    result by_hand_##name arguments_hand

PAIR(get, uint32_t, (const struct device *d), (const struct plain *d));
uint32_t by_language_get(const struct device *d) {
    return control_get_SPEED(control_read(&d->control));
}
uint32_t by_hand_get(const struct plain *d) {
    return (d->control >> 4) & 7u;
}

PAIR(get_top, uint32_t, (const struct device *d), (const struct plain *d));
uint32_t by_language_get_top(const struct device *d) {
    return control_get_TOP(control_read(&d->control));
}
uint32_t by_hand_get_top(const struct plain *d) {
    return d->control >> 31;
}

PAIR(get_whole, uint32_t, (const struct device *d), (const struct plain *d));
uint32_t by_language_get_whole(const struct device *d) {
    return control_get_ALL(control_read(&d->control));
}
uint32_t by_hand_get_whole(const struct plain *d) {
    return d->control;
}

PAIR(set_constant, void, (struct device * d), (struct plain * d));
void by_language_set_constant(struct device *d) {
    control_write(&d->control, control_with_SPEED(control_read(&d->control), 5));
}
void by_hand_set_constant(struct plain *d) {
    d->control = (d->control & ~(7u << 4)) | 5u << 4;
}

PAIR(set_variable, void, (struct device * d, uint32_t v), (struct plain * d, uint32_t v));
void by_language_set_variable(struct device *d, uint32_t v) {
    control_write(&d->control, control_with_COUNT(control_read(&d->control), v));
}
void by_hand_set_variable(struct plain *d, uint32_t v) {
    d->control = (d->control & ~(0xFFFFu << 8)) | (v << 8 & 0xFFFFu << 8);
}

PAIR(several_fields, void, (struct device * d), (struct plain * d));
void by_language_several_fields(struct device *d) {
    struct control_value v = control_bits(0);
    v = control_with_ENABLE(v, 1);
    v = control_with_SPEED(v, 3);
    v = control_with_COUNT(v, 0x1234);
    control_write(&d->control, v);
}
void by_hand_several_fields(struct plain *d) {
    d->control = 1u | 3u << 4 | 0x1234u << 8;
}

PAIR(wait_and_send, void, (struct device * d, uint8_t byte), (struct plain * d, uint8_t byte));
void by_language_wait_and_send(struct device *d, uint8_t byte) {
    while (status_get_READY(status_read(&d->status)) == 0) {
    }
    data_write(&d->data, data_with_BYTE(data_bits(0), byte));
}
void by_hand_wait_and_send(struct plain *d, uint8_t byte) {
    while ((d->status >> 5 & 1u) == 0) {
    }
    d->data = byte;
}
