/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A driver with a bit of everything. */
#ifndef PROBE_H
#define PROBE_H

#include "capsules/syscall/process_info.h"
#include "hil/alarm.h"
#include "hil/gpio.h"
#include "hil/uart.h"
#include "kernel/capsule.h"
#include "kernel/process_control.h"

#define WORDS 8u

struct probe_app {
    uint32_t words[WORDS];
    uint32_t count;
};
GRANT(probe_apps, struct probe_app, .upcalls = 1, .allow_ro = 1, .allow_rw = 1);

struct sample {
    uint32_t time, value;
};

struct STATIC_TYPE probe {
    union probe_apps apps;
    const struct uart *uart;
    struct probe *next;
    struct deferred_call later;
    void (*hook)(uint32_t);
    const struct process_info_driver *info; /* for its capability */
    uint32_t count;
    uint32_t words[WORDS];
    struct sample samples[4];
    uint32_t grid[4][4];
};

void probe_later(struct probe *self);

/* 0: it exists; 1: it works, answers arg1 + 1; 2: tries what this folder is about. */
command_result probe_command(struct probe *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2);

#endif
