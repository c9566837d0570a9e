/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The capsule that the attempts in this folder pretend to be: a device with a bit of everything. */
#ifndef TESTS_HOSTILE_CAPSULES_DEVICE_H
#define TESTS_HOSTILE_CAPSULES_DEVICE_H

#include "hil/alarm.h"
#include "hil/gpio.h"
#include "hil/uart.h"
#include "kernel/capsule.h"
#include "kernel/process_control.h"

#define NUMBERS 8u

/* What is kept for each process. */
struct app {
    uint32_t count;
    uint32_t values[NUMBERS];
    bool pending;
};
GRANT(apps, struct app, .upcalls = 2, .allow_ro = 1, .allow_rw = 1);

/* Numbers that belong together. */
struct sample {
    uint32_t time;
    uint32_t value;
};

struct STATIC_TYPE manager {
    struct process_management_capability management;
    struct manager *next;
    uint32_t count;
};

struct STATIC_TYPE device {
    union apps apps;
    const struct alarm *alarm;
    const struct uart *uart;
    const struct gpio_pin *pin;
    const struct uart_client *client;
    const struct manager *manager;
    struct device *next;
    struct buffer *tx;
    struct deferred_call later;
    struct process_id owner;
    struct sample last;
    uint32_t count;
    uint32_t numbers[NUMBERS];
    struct sample samples[NUMBERS];
};

#endif
