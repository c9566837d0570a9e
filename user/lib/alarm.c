/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See alarm.h. The alarms form a list, earliest first; the kernel's alarm is set for the first one.
 * Callbacks may set and cancel alarms and may sleep: whenever one runs, the list is whole. */
#include "alarm.h"

#define FREQUENCY 1
#define NOW 2
#define STOP 3
#define SET 6
#define EXPIRED 0 /* the upcall */

/* The kernel's alarm is never set further ahead, so that half a wrap is the longest that read_clock
 * does not run. */
#define LONGEST_TICKS 0x80000000u

static struct {
    struct alarm *first;
    uint32_t frequency_hz; /* 0: not started */
    uint64_t last_ticks;   /* the clock, when it was last read */
} alarms;

static uint64_t read_clock(void) {
    uint32_t counter = command(DRIVER_ALARM, NOW, 0, 0).values[0];
    alarms.last_ticks += counter - (uint32_t)alarms.last_ticks;
    return alarms.last_ticks;
}

/* Sets the kernel's alarm for the first of ours. */
static void arm(void) {
    if (alarms.first == NULL) {
        command(DRIVER_ALARM, STOP, 0, 0);
        return;
    }
    uint64_t now = read_clock();
    uint64_t wait = alarms.first->expires_ticks > now ? alarms.first->expires_ticks - now : 0;
    if (wait > LONGEST_TICKS)
        wait = LONGEST_TICKS;
    command(DRIVER_ALARM, SET, (uint32_t)now, (uint32_t)wait);
}

static void insert(struct alarm *alarm) {
    struct alarm **link = &alarms.first;
    while (*link != NULL && (*link)->expires_ticks <= alarm->expires_ticks)
        link = &(*link)->next;
    alarm->next = *link;
    *link = alarm;
}

static void take_out(struct alarm *alarm) {
    for (struct alarm **link = &alarms.first; *link != NULL; link = &(*link)->next)
        if (*link == alarm) {
            *link = alarm->next;
            return;
        }
}

static bool is_due(const struct alarm *alarm, uint64_t now) {
    return alarm != NULL && alarm->expires_ticks <= now;
}

static uint32_t count_due(uint64_t now) {
    uint32_t due = 0;
    for (const struct alarm *alarm = alarms.first; is_due(alarm, now); alarm = alarm->next)
        due++;
    return due;
}

/* Runs no more alarms than are due when it begins: one that a callback sets for a time in the past
 * comes with the next upcall, so that this ends and main gets its turn. */
static void on_expired(uint32_t unused0, uint32_t unused1, uint32_t unused2, void *appdata) {
    (void)unused0;
    (void)unused1;
    (void)unused2;
    (void)appdata;
    uint64_t now = read_clock();
    for (uint32_t due = count_due(now); due > 0 && is_due(alarms.first, now); due--) {
        struct alarm *alarm = alarms.first;
        alarms.first = alarm->next;
        if (alarm->period_ticks != 0) {
            do
                alarm->expires_ticks += alarm->period_ticks;
            while (alarm->expires_ticks <= now);
            insert(alarm);
        }
        alarm->callback(alarm, alarm->context);
    }
    arm();
}

/* Idempotent. errors: NODEVICE, NOMEM */
static enum errorcode start(void) {
    if (alarms.frequency_hz != 0)
        return OK;
    struct syscall_return result = subscribe(DRIVER_ALARM, EXPIRED, on_expired, NULL);
    if (syscall_succeeded(result))
        result = command(DRIVER_ALARM, FREQUENCY, 0, 0);
    if (!syscall_succeeded(result))
        return syscall_error(result);
    alarms.frequency_hz = result.values[0];
    return alarms.frequency_hz != 0 ? OK : ERR_NODEVICE;
}

static enum errorcode set(struct alarm *alarm, uint64_t expires, uint64_t period,
                          alarm_callback *callback, void *context) {
    take_out(alarm);
    *alarm = (struct alarm){expires, period, callback, context, NULL};
    insert(alarm);
    arm();
    return OK;
}

enum errorcode alarm_set_async(struct alarm *alarm, uint32_t ms, alarm_callback *callback,
                               void *context) {
    enum errorcode err = start();
    if (err)
        return err;
    /* The tick that is running does not count. */
    return set(alarm, read_clock() + alarm_ms_to_ticks(ms) + 1, 0, callback, context);
}

enum errorcode alarm_set_at_async(struct alarm *alarm, uint64_t ticks, alarm_callback *callback,
                                  void *context) {
    enum errorcode err = start();
    if (err)
        return err;
    return set(alarm, ticks, 0, callback, context);
}

enum errorcode alarm_repeat_async(struct alarm *alarm, uint32_t ms, alarm_callback *callback,
                                  void *context) {
    enum errorcode err = start();
    if (err)
        return err;
    uint64_t period = alarm_ms_to_ticks(ms);
    return set(alarm, read_clock() + period, period, callback, context);
}

void alarm_cancel(struct alarm *alarm) {
    take_out(alarm);
    arm();
}

uint64_t alarm_now_ticks(void) {
    return start() == OK ? read_clock() : 0;
}

uint32_t alarm_frequency_hz(void) {
    return start() == OK ? alarms.frequency_hz : 0;
}

/* Rounded up, without a 64-bit division, which would be larger than the rest of the module:
 * ms * f / 1000 = s * f + m * q + m * r / 1000 with ms = 1000 s + m and f = 1000 q + r. */
uint64_t alarm_ms_to_ticks(uint32_t ms) {
    uint32_t hz = alarm_frequency_hz();
    uint32_t rest = ms % 1000;
    return (uint64_t)(ms / 1000) * hz + rest * (hz / 1000) + (rest * (hz % 1000) + 999) / 1000;
}
