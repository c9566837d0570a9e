/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x0: one alarm for each process, over one alarm of the board's. Source: ABI 7.3. */
#ifndef CAPSULES_SYSCALL_ALARM_H
#define CAPSULES_SYSCALL_ALARM_H

#include "hil/alarm.h"
#include "kernel/capsule.h"

/* Who is told is in the process's grant; which alarm comes first concerns all of them, and is kept
 * in the order. */
struct alarm_app {
    uint8_t unused;
};
GRANT(alarm_apps, struct alarm_app, .upcalls = 1, .for_any_command = true);

/* An alarm as its process computed it; it comes back in the upcall. */
struct process_alarm {
    struct process_id who;
    uint32_t expiration;
};

/* The alarms of all slots, in a knockout. Slot s is player s + 1 and begins at place
 * PROCESS_SLOTS + s, if its alarm is set; else nobody is there, 0. Of those at places 2n and 2n + 1
 * the one whose alarm comes first is at place n, too: the first of all is at place 1. When one
 * changes, the games on its way there are played anew, however many others there are.
 *
 * Who comes to an empty field has won without a game: nobody is at any place until another one comes. */
struct STATIC_TYPE alarm_order {
    uint32_t looked; /* the tick at which all that was due had been told */
    uint8_t first;   /* of all players */
    bool games;      /* they are at their places */
    struct process_alarm alarms[PROCESS_SLOTS + 1]; /* by player */
    uint8_t places[2 * PROCESS_SLOTS];
};

struct STATIC_TYPE alarm_driver {
    const struct alarm *alarm;
    union alarm_apps apps;
    struct alarm_order *order;
};

command_result alarm_driver_command(const struct alarm_driver *self, struct process_id caller,
                                    uint32_t command, uint32_t arg1, uint32_t arg2);

/* The client function that the board's alarm calls. */
void alarm_driver_fired(const struct alarm_driver *self, uint32_t now);

#endif
