/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Alarms of processes. Setting one and telling one take the same, however many there are.
 *
 * What is compared is how long after the last look each is due. No alarm is longer than the counter's
 * period, and whatever is due is told before the look moves on, so that no wrap of the counter matters. */
#include "capsules/syscall/alarm.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_FREQUENCY = 1,
    COMMAND_NOW = 2,
    COMMAND_STOP = 3,
    COMMAND_SET_RELATIVE = 5,
    COMMAND_SET_ABSOLUTE = 6,
};

#define UPCALL_FIRED 0

/* The longest time between two looks: half a period, so that the next one may be late. */
#define LONGEST_WAIT 0x80000000u

/* ---- The order ---- */

#define NOBODY 0u
#define FIRST_PLACE 1u
#define GAMES_MAX 8 /* a slot fits a byte */

/* Ticks after the last look. */
static uint32_t rest_of(const struct alarm_order *order, uint32_t player) {
    return order->alarms[player].expiration - order->looked;
}

static uint32_t earlier_of(const struct alarm_order *order, uint32_t a, uint32_t b) {
    if (a == NOBODY || b == NOBODY) {
        return a == NOBODY ? b : a;
    }
    return rest_of(order, a) <= rest_of(order, b) ? a : b;
}

/* At the place of the slot there is `player` now: its games are played anew. */
static void play(struct alarm_order *order, uint32_t slot, uint32_t player) {
    uint32_t place = PROCESS_SLOTS + slot;
    order->places[place] = (uint8_t)player;
    LOOP_WHILE (place > FIRST_PLACE, GAMES_MAX) {
        player = earlier_of(order, player, order->places[place ^ 1u]);
        place /= 2;
        order->places[place] = (uint8_t)player;
    }
    order->first = (uint8_t)player;
}

/* The alarm of the slot is set. */
static void enter(struct alarm_order *order, uint32_t slot) {
    uint32_t player = slot + 1;
    uint32_t first = order->first;
    if (!order->games) {
        if (first == NOBODY || first == player) {
            order->first = (uint8_t)player;
            return;
        }
        order->games = true;
        play(order, first - 1, first);
    }
    play(order, slot, player);
}

/* It was set, and is no longer. */
static void leave(struct alarm_order *order, uint32_t slot) {
    order->first = NOBODY;
    if (order->games) {
        play(order, slot, NOBODY);
        order->games = order->first != NOBODY;
    }
}

static bool is_set(const struct alarm_order *order, uint32_t slot) {
    uint32_t player = slot + 1;
    return (order->games ? order->places[PROCESS_SLOTS + slot] : order->first) == player;
}

/* ---- Time ---- */

static void tell(const struct alarm_driver *self, uint32_t player, uint32_t now) {
    struct process_alarm alarm = *ELEMENT(self->order->alarms, player);
    /* A process whose queue is full has lost this one; nothing better can be done. */
    (void)upcall_schedule(self->apps.handle, alarm.who, UPCALL_FIRED, now, alarm.expiration, 0);
}

/* Tells everybody whose alarm is due at tick `now`. Returns who comes next. */
static uint32_t look(const struct alarm_driver *self, uint32_t now) {
    struct alarm_order *order = self->order;
    uint32_t first = order->first;
    LOOP_WHILE (first != NOBODY && rest_of(order, first) <= now - order->looked, PROCESS_SLOTS) {
        tell(self, first, now);
        leave(order, first - 1);
        first = order->first;
    }
    order->looked = now;
    return first;
}

/* Sets the board's alarm for `player`, or earlier. */
static void arm(const struct alarm_driver *self, uint32_t player) {
    uint32_t rest = rest_of(self->order, player);
    alarm_set(self->alarm, self->order->looked, rest < LONGEST_WAIT ? rest : LONGEST_WAIT);
}

/* ---- Commands ---- */

/* An alarm `arg1` ticks from now on, or with `absolute` one that is `arg2` ticks after tick `arg1`. It
 * is due as soon as now is not in between. */
static command_result set(const struct alarm_driver *self, struct process_id caller, bool absolute,
                          uint32_t arg1, uint32_t arg2) {
    uint32_t now = alarm_now(self->alarm);
    uint32_t reference = absolute ? arg1 : now;
    uint32_t dt = absolute ? arg2 : arg1;
    struct alarm_order *order = self->order;
    uint32_t slot = process_id_slot(caller);
    uint32_t player = slot + 1;
    const struct process_alarm alarm = {.who = caller, .expiration = reference + dt};
    (void)look(self, now);
    *ELEMENT(order->alarms, player) = alarm;
    if (now - reference >= dt) {
        if (is_set(order, slot)) {
            leave(order, slot);
        }
        tell(self, player, now);
    } else {
        enter(order, slot);
        if (order->first == player) {
            arm(self, player);
        }
    }
    return command_success_u32(alarm.expiration);
}

/* The board's alarm is left as it is: it finds nothing due and is set anew. */
static command_result stop(struct alarm_order *order, struct process_id caller) {
    uint32_t slot = process_id_slot(caller);
    if (!is_set(order, slot) || !process_id_equal(order->alarms[slot + 1].who, caller)) {
        return command_failure(ERR_ALREADY);
    }
    leave(order, slot);
    return command_success();
}

command_result alarm_driver_command(const struct alarm_driver *self, struct process_id caller,
                                    uint32_t command, uint32_t arg1, uint32_t arg2) {
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    switch (command) {
    case COMMAND_FREQUENCY:
        return command_success_u32(alarm_frequency(self->alarm));
    case COMMAND_NOW:
        return command_success_u32(alarm_now(self->alarm));
    case COMMAND_STOP:
        return stop(self->order, caller);
    case COMMAND_SET_RELATIVE:
        return set(self, caller, false, arg1, arg2);
    case COMMAND_SET_ABSOLUTE:
        return set(self, caller, true, arg1, arg2);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

void alarm_driver_fired(const struct alarm_driver *self, uint32_t now) {
    uint32_t next = look(self, now);
    if (next != NOBODY) {
        arm(self, next);
    }
}
