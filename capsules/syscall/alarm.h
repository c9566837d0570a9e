/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x0: one alarm for each process, over one alarm of the board's. Source: ABI 7.3. */
#ifndef CAPSULES_SYSCALL_ALARM_H
#define CAPSULES_SYSCALL_ALARM_H

#include "capsules/virtual/countdown.h"
#include "hil/alarm.h"
#include "kernel/capsule.h"

struct alarm_app {
    struct countdown countdown;
    uint32_t expiration; /* as the process computed it; it comes back in the upcall */
};
GRANT(alarm_apps, struct alarm_app, .upcalls = 1, .for_any_command = true);

struct STATIC_TYPE alarm_driver {
    const struct alarm *alarm;
    union alarm_apps apps;
    struct countdown real; /* what the board's alarm is set for */
};

command_result alarm_driver_command(struct alarm_driver *self, struct process_id caller,
                                    uint32_t command, uint32_t arg1, uint32_t arg2);

/* The client function that the board's alarm calls. */
void alarm_driver_fired(struct alarm_driver *self);

#endif
