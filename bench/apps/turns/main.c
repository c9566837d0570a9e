/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Switches to another process, turns_partner, in the two states in which it can be. */
#include "bench/apps/turns/turns.h"

#include "alarm.h"
#include "bench/windows.h"
#include "console.h"

static void spin_until(uint64_t ticks) {
    while (alarm_now_ticks() < ticks)
        continue;
}

/* The partner is due before we block, and so it is entered from our trap. */
static void switch_to_one_that_waits(void) {
    for (uint32_t round = 1; round <= TIMES; round++) {
        spin_until(alarm_ms_to_ticks(round * ROUND_MS + 2));
        command(DRIVER_ALARM, 5, (uint32_t)alarm_ms_to_ticks(5), 0);
        WINDOW_BEGINS(SWITCH_TO_WAITING);
        yield_wait_for(DRIVER_ALARM, 0);
    }
}

static void fired(uint32_t now, uint32_t reference, uint32_t unused, void *appdata) {
    (void)now;
    (void)reference;
    (void)unused;
    (void)appdata;
}

static void switch_to_one_that_was_interrupted(void) {
    subscribe(DRIVER_ALARM, 0, fired, NULL);
    for (unsigned n = 0; n < TIMES; n++) {
        command(DRIVER_ALARM, 5, (uint32_t)alarm_ms_to_ticks(5), 0);
        WINDOW_BEGINS(SWITCH_TO_INTERRUPTED);
        yield_wait();
    }
}

int main(void) {
    switch_to_one_that_waits();
    alarm_sleep_ms(ROUND_MS * 4);
    switch_to_one_that_was_interrupted();
    console_write_string("turns: done\n");
    return 0;
}
