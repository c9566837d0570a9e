/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Time: as many alarms as you like, over the one that the kernel gives each process.
 *
 * Ticks are those of the board, whatever their frequency; the kernel's 32-bit counter is widened
 * here to 64 bits, so nothing wraps and a sleep can be as long as you like. For that this module
 * has to see the counter once per wrap (2^32 ticks: 71 minutes at 1 MHz). It sees to it itself
 * while an alarm is set, as long as you yield; otherwise call something of it often enough.
 *
 * An alarm never fires early. It fires late if the process does not yield, or others have the CPU.
 * Driver 0x0; source: ABI 7.3. */
#ifndef USER_ALARM_H
#define USER_ALARM_H

#include "syscall.h"

struct alarm;
typedef void alarm_callback(struct alarm *alarm, void *context);

/* An alarm. The caller provides it, and keeps it until it has fired or is cancelled; what is in it
 * is nobody else's business, and need not be initialized. */
struct alarm {
    uint64_t expires_ticks;
    uint64_t period_ticks; /* 0: fires once */
    alarm_callback *callback;
    void *context;
    struct alarm *next;
};

/* ---- Callbacks ---- */

/* Fires once, `ms` milliseconds from now. An alarm that is already set is moved.
 * errors: NODEVICE the board has no alarm; NOMEM. Then there is no callback. */
enum errorcode alarm_set_async(struct alarm *alarm, uint32_t ms, alarm_callback *callback,
                               void *context);

/* Fires once, when alarm_now_ticks() reaches `ticks`; at the next yield if it has.
 * errors: as alarm_set_async */
enum errorcode alarm_set_at_async(struct alarm *alarm, uint64_t ticks, alarm_callback *callback,
                                  void *context);

/* Fires every `ms` milliseconds and does not drift: each time is the one before plus the period,
 * however late the callback ran. Times missed by more than a period are left out.
 * pre: ms > 0
 * errors: as alarm_set_async */
enum errorcode alarm_repeat_async(struct alarm *alarm, uint32_t ms, alarm_callback *callback,
                                  void *context);

/* It will not fire. No effect if it is not set. */
void alarm_cancel(struct alarm *alarm);

/* ---- Waiting: other callbacks run meanwhile ---- */

/* errors: NODEVICE, NOMEM: it did not wait */
enum errorcode alarm_sleep_ms(uint32_t ms);

/* Until alarm_now_ticks() has reached `ticks`. For a rhythm without drift:
 *   for (uint64_t next = alarm_now_ticks();; alarm_sleep_until(next += period)) ...
 * errors: as alarm_sleep_ms */
enum errorcode alarm_sleep_until(uint64_t ticks);

/* ---- The clock ---- */

/* Ticks since an arbitrary moment before the process started. 0 if the board has no alarm. */
uint64_t alarm_now_ticks(void);

/* Ticks per second; 0 if the board has no alarm. */
uint32_t alarm_frequency_hz(void);

/* Rounded up. */
uint64_t alarm_ms_to_ticks(uint32_t ms);

/* Rounded down. */
uint64_t alarm_ticks_to_ms(uint64_t ticks);

#endif
