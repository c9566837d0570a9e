/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Does what is to be counted in instructions (tests/qemu/count.c), with the stubs of the app library,
 * calls and returns included. Each several times: what an interrupt falls into is longer. */
#include "alarm.h"
#include "console.h"
#include "syscall.h"
#include "tests/qemu/apps/cost/windows.h"

#define TIMES 16

static const uint32_t drivers[] = {
    DRIVER_ALARM, DRIVER_CONSOLE,         DRIVER_LED, DRIVER_BUTTON,
    DRIVER_GPIO,  DRIVER_LOW_LEVEL_DEBUG, DRIVER_IPC, DRIVER_PROCESS_INFO,
};

__attribute__((noinline)) static bool exists(uint32_t driver) {
    return driver_exists(driver);
}

static void null_commands(void) {
    for (unsigned i = 0; i < sizeof drivers / sizeof drivers[0]; i++) {
        for (unsigned n = 0; n < TIMES; n++) {
            WINDOW_BEGINS(NULL_COMMAND);
            exists(drivers[i]);
            WINDOW_ENDS(NULL_COMMAND);
        }
    }
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(NO_SUCH_DRIVER);
        exists(0x50000);
        WINDOW_ENDS(NO_SUCH_DRIVER);
    }
}

static void yields(void) {
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(YIELD_NO_WAIT);
        yield_no_wait();
        WINDOW_ENDS(YIELD_NO_WAIT);
    }
}

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
    null_commands();
    yields();
    switch_to_one_that_waits();
    alarm_sleep_ms(ROUND_MS * 4);
    switch_to_one_that_was_interrupted();
    console_write_string("cost: done\n");
    return 0;
}
