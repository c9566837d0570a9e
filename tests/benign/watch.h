/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Says when a process has gone. */
#ifndef BENIGN_WATCH_H
#define BENIGN_WATCH_H

#include "hil/alarm.h"
#include "hil/uart.h"
#include "kernel/capsule.h"
#include "kernel/messages.h"
#include "kernel/process_control.h"

struct STATIC_TYPE watch {
    const struct alarm *alarm;
    struct process_management_capability management;
    struct process_id watched;
    struct buffer *line; /* NULL: on the wire */
    const struct uart *uart;
    uint32_t restarts;
};

void watch_fired(struct watch *self, uint32_t now);

#endif
