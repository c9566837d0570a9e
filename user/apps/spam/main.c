/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Misuses every service that it can reach, as fast as it can: opens all drivers, takes its memory
 * to the last byte, floods its own upcall queue and other processes with notifications, and never
 * sleeps. It must run out of its own memory and its own time only.
 *
 * Visible output is one line a second, so that a person can still read what the others print. */
#include "alarm.h"
#include "console.h"
#include "memory.h"

static const uint16_t low_drivers[] = {
    DRIVER_ALARM, DRIVER_CONSOLE, DRIVER_LED, DRIVER_BUTTON, DRIVER_GPIO, DRIVER_LOW_LEVEL_DEBUG,
};
static const uint32_t high_drivers[] = {DRIVER_IPC, DRIVER_PROCESS_INFO, 0x10001, 0x50000,
                                        0xFFFFFFFF};

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])
#define NUMBERS 4
#define BURST 32
#define SLOTS 16

static const char line[] = "spam: full of memory, full of upcalls, still here\n";
static uint32_t upcalls;

static void count(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg0;
    (void)arg1;
    (void)arg2;
    (void)appdata;
    upcalls++;
}

/* Subscribes with and without a function, so that the queue gets entries of both kinds, and lends
 * buffers that overlap. */
static void open_driver(uint32_t driver) {
    static uint8_t buffer[16];
    command(driver, 0, 0, 0);
    for (uint32_t number = 0; number < NUMBERS; number++) {
        subscribe(driver, number, count, NULL);
        subscribe(driver, number, number % 2 == 0 ? count : NULL, &upcalls);
        allow_rw(driver, number, buffer + number, sizeof buffer - number);
        allow_ro(driver, number, line, sizeof line - 1);
    }
}

static void open_all_drivers(void) {
    for (size_t i = 0; i < LENGTH(low_drivers); i++)
        open_driver(low_drivers[i]);
    for (size_t i = 0; i < LENGTH(high_drivers); i++)
        open_driver(high_drivers[i]);
}

/* Until not one byte more is to be had; each byte is written to. */
static void fill_memory(void) {
    for (intptr_t step = 1024; step > 0; step /= 2) {
        uintptr_t start = 0;
        while (memory_grow(step, &start) == OK)
            for (intptr_t i = 0; i < step; i++)
                ((volatile uint8_t *)start)[i] = 0xA5;
    }
}

/* An alarm for now queues its upcall at once; a write of nothing does soon. */
static void flood_queue(void) {
    for (uint32_t i = 0; i < BURST; i++) {
        command(DRIVER_ALARM, 5, 0, 0);
        command(DRIVER_CONSOLE, 1, 0, 0);
        command(DRIVER_BUTTON, 1 + i % 2, i, 0);
    }
}

static void notify_everybody(void) {
    for (uint32_t slot = 0; slot < SLOTS; slot++) {
        command(DRIVER_IPC, 2, slot, 0);
        command(DRIVER_IPC, 3, slot, 0);
    }
}

static void say_once_a_second(void) {
    static uint64_t next;
    uint64_t now = alarm_now_ticks();
    if (now < next)
        return;
    next = now + alarm_ms_to_ticks(1000);
    notify_everybody();
    allow_ro(DRIVER_CONSOLE, 1, line, sizeof line - 1);
    command(DRIVER_CONSOLE, 1, sizeof line - 1, 0);
}

int main(void) {
    alarm_now_ticks(); /* before there is no memory left for its grant */
    open_driver(DRIVER_CONSOLE);
    console_write_string("spam: here I come\n");
    fill_memory();
    for (;;) {
        open_all_drivers();
        flood_queue();
        say_once_a_second();
        yield_no_wait();
        uintptr_t unused = 0;
        memory_grow(-64, &unused);
        open_all_drivers(); /* some of their grants take what we let go, and we get it no more */
        fill_memory();
    }
}
