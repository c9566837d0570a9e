/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One process that asks for each thing in turn, as programs do: with the stubs of the app library,
 * calls and returns included. */
#include "alarm.h"
#include "bench/windows.h"
#include "console.h"
#include "led.h"
#include "memory.h"
#include "syscall.h"

/* Nothing is inlined into what is counted: a call is a call. */
#define APART __attribute__((noinline))

static const uint32_t drivers[] = {
    DRIVER_ALARM, DRIVER_CONSOLE,         DRIVER_LED, DRIVER_BUTTON,
    DRIVER_GPIO,  DRIVER_LOW_LEVEL_DEBUG, DRIVER_IPC, DRIVER_PROCESS_INFO,
};
#define NO_SUCH_DRIVER 0x50000

static uint8_t buffer[1024];

/* The answer is looked at where nothing is counted. */
static APART void ask(uint32_t driver) {
    command(driver, 0, 0, 0);
}

static void null_command_of(uint32_t driver) {
    for (unsigned n = 0; n < TIMES && driver_exists(driver); n++) {
        WINDOW_BEGINS(NULL_COMMAND);
        ask(driver);
        WINDOW_ENDS(NULL_COMMAND);
    }
}

static void null_commands(void) {
    for (unsigned i = 0; i < sizeof drivers / sizeof drivers[0]; i++)
        null_command_of(drivers[i]);
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(NO_SUCH_DRIVER);
        ask(NO_SUCH_DRIVER);
        WINDOW_ENDS(NO_SUCH_DRIVER);
    }
}

static void led_commands(void) {
    for (unsigned n = 0; n < TIMES && driver_exists(DRIVER_LED); n++) {
        WINDOW_BEGINS(LED_COMMAND);
        led_toggle(0);
        WINDOW_ENDS(LED_COMMAND);
    }
}

static APART void set_break(uintptr_t address) {
    memop(MEMOP_BRK, address);
}

static void memops(void) {
    struct memory_layout layout;
    memory_get_layout(&layout);
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(MEMOP);
        set_break(layout.ram_break);
        WINDOW_ENDS(MEMOP);
    }
}

static void yields(void) {
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(YIELD_NO_WAIT);
        yield_no_wait();
        WINDOW_ENDS(YIELD_NO_WAIT);
    }
}

/* ---- Subscribe, allow: the first call of a driver makes room for what the kernel keeps ---- */

static void nothing(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg0;
    (void)arg1;
    (void)arg2;
    (void)appdata;
}

static APART void subscribes(uint32_t driver, upcall_function *function) {
    subscribe(driver, 1, function, NULL);
}

static APART void allows_ro(uint32_t driver, const void *bytes, size_t length) {
    allow_ro(driver, 1, bytes, length);
}

static APART void allows_rw(uint32_t driver, void *bytes, size_t length) {
    allow_rw(driver, 1, bytes, length);
}

static void subscriptions(void) {
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(SUBSCRIBE);
        subscribes(DRIVER_IPC, nothing);
        WINDOW_ENDS(SUBSCRIBE);
    }
    subscribes(DRIVER_IPC, NULL);
}

static void allows(void) {
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(ALLOW_RO);
        allows_ro(DRIVER_CONSOLE, buffer, sizeof buffer);
        WINDOW_ENDS(ALLOW_RO);
    }
    allows_ro(DRIVER_CONSOLE, NULL, 0);
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(ALLOW_RW);
        allows_rw(DRIVER_CONSOLE, buffer, sizeof buffer);
        WINDOW_ENDS(ALLOW_RW);
    }
    allows_rw(DRIVER_CONSOLE, NULL, 0);
}

/* ---- What takes time: until it is done ---- */

static void writes(void) {
    for (unsigned i = 0; i < sizeof buffer; i++)
        buffer[i] = i % 64 == 63 ? '\n' : '.';
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(CONSOLE_WRITE_1);
        console_write(buffer + 63, 1);
        WINDOW_ENDS(CONSOLE_WRITE_1);
        WINDOW_BEGINS(CONSOLE_WRITE_64);
        console_write(buffer, 64);
        WINDOW_ENDS(CONSOLE_WRITE_64);
        WINDOW_BEGINS(CONSOLE_WRITE_1024);
        console_write(buffer, 1024);
        WINDOW_ENDS(CONSOLE_WRITE_1024);
    }
}

static volatile bool rung;

static void fired(uint32_t now, uint32_t reference, uint32_t unused, void *appdata) {
    WINDOW_ENDS(ALARM_UPCALL);
    (void)now;
    (void)reference;
    (void)unused;
    (void)appdata;
    rung = true;
}

static APART void set_alarm(uint32_t ticks) {
    command(DRIVER_ALARM, 5, ticks, 0);
}

/* From the call that sets it to the first instruction of the upcall. The CPU sleeps meanwhile, and
 * that executes nothing. */
static void alarms(void) {
    uint32_t ticks = (uint32_t)alarm_ms_to_ticks(3);
    subscribe(DRIVER_ALARM, 0, fired, NULL);
    for (unsigned n = 0; n < TIMES; n++) {
        rung = false;
        WINDOW_BEGINS(ALARM_UPCALL);
        set_alarm(ticks);
        yield_until(&rung);
    }
}

int main(void) {
    subscriptions();
    allows();
    null_commands();
    led_commands();
    memops();
    yields();
    writes();
    alarms();
    console_write_string("calls: done\n");
    return 0;
}
