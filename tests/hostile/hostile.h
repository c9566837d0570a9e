/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the hostile programs share. A try that ends the process is made once per life: the process
 * asks the kernel how often it has been restarted and makes the try of that number, so one program
 * goes through a whole list of deaths. Lines for test_hostile_apps.py begin with '@':
 *
 *     @own ram-start ram-end grant-start flash-start flash-end break
 *     @try number ...        what is about to be tried
 *     @lived number ...      the try did not kill us; with what it gave
 *     @bad ...               the kernel let something happen that it must not
 *     @done                  all tries have been made
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "machine.h"
#include "memory.h"
#include "process_info.h"
#include "syscall.h"
#include "tests/places.h"

#include <stdarg.h>

#define UNUSED __attribute__((unused))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Places of the board that nobody but the kernel may touch. */
#define KERNEL_RAM (places()->kernel_ram)
#define KERNEL_FLASH (places()->kernel_flash)
#define APP_FLASH (places()->apps) /* the victim is the first app */
#define FLASH_END (places()->apps_end)
#define RAM_END (places()->ram_end)

/* ---- Printing ---- */

UNUSED static void write_out(const char *text, size_t bytes) {
    allow_ro(DRIVER_CONSOLE, 1, text, bytes);
    if (syscall_succeeded(command(DRIVER_CONSOLE, 1, bytes, 0)))
        yield_wait_for(DRIVER_CONSOLE, 1);
    allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
}

/* A line: the text, and `count` numbers in hexadecimal. */
UNUSED static void tell(const char *text, unsigned count, ...) {
    char line[120];
    size_t length = 0;
    while (*text != '\0' && length < 50)
        line[length++] = *text++;
    va_list numbers;
    va_start(numbers, count);
    for (unsigned i = 0; i < count && length < sizeof(line) - 12; i++) {
        uint32_t number = va_arg(numbers, uint32_t);
        line[length++] = ' ';
        line[length++] = '0';
        line[length++] = 'x';
        for (int shift = 28; shift >= 0; shift -= 4)
            line[length++] = "0123456789abcdef"[(number >> shift) & 15];
    }
    va_end(numbers);
    line[length++] = '\n';
    write_out(line, length);
}

/* ---- Ourselves ---- */

UNUSED static uint32_t own_number(const char *name) {
    uint32_t number = 0xFFFFFFFF;
    process_info_find(name, &number);
    return number;
}

UNUSED static uint32_t lives(const char *name) {
    struct process_info_statistics statistics = {0, 0, 0, 0};
    process_info_get_statistics(own_number(name), &statistics);
    return statistics.restarts;
}

UNUSED static struct memory_layout own(void) {
    struct memory_layout layout;
    memory_get_layout(&layout);
    return layout;
}

UNUSED static void tell_own(void) {
    struct memory_layout o = own();
    tell("@own", 6, o.ram_start, o.ram_end, o.grant_start, o.flash_start, o.flash_end, o.ram_break);
}

__attribute__((noreturn)) UNUSED static void finish(void) {
    tell("@done", 0);
    for (;;)
        yield_wait();
}

/* The next try needs a new life although this one did not cost the old. */
__attribute__((noreturn)) UNUSED static void next_life(void) {
    exit_restart(0);
}

/* ---- Chance ---- */

struct random {
    uint32_t state;
};

UNUSED static uint32_t random_next(struct random *random) {
    uint32_t x = random->state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return random->state = x;
}

/* ---- The clock ---- */

UNUSED static uint32_t now_ticks(void) {
    return command(DRIVER_ALARM, 2, 0, 0).values[0];
}

UNUSED static void sleep_ticks(uint32_t ticks) {
    command(DRIVER_ALARM, 5, ticks, 0);
    yield_wait_for(DRIVER_ALARM, 0);
}

UNUSED static void sleep_ms(uint32_t ms) {
    sleep_ticks(command(DRIVER_ALARM, 1, 0, 0).values[0] / 1000 * ms);
}

/* ---- Places ---- */

/* Of the protection unit, for RAM (ABI 3.4, 3.5). */
UNUSED static uint32_t memory_step(const struct memory_layout *o) {
    return places()->memory_step != 0 ? places()->memory_step : (o->ram_end - o->ram_start) / 16;
}

/* Addresses of every kind that is not ours, and edges of what is. `index` counts up; false at the
 * end. */
UNUSED static bool foreign_place(unsigned index, uint32_t *address) {
    struct memory_layout o = own();
    /* clang-format off */
    uint32_t foreign[] = {
        /* kernel: vectors, code, attributes; its RAM */
        KERNEL_FLASH, KERNEL_FLASH + 4, KERNEL_FLASH + 0xC, KERNEL_FLASH + 0x40,
        KERNEL_FLASH + 0x100, KERNEL_FLASH + 0x401, KERNEL_FLASH + 0x1002, KERNEL_FLASH + 0x3FFC,
        KERNEL_FLASH + 0x7FFF, APP_FLASH - 4, APP_FLASH - 1, KERNEL_RAM, KERNEL_RAM + 1,
        KERNEL_RAM + 0x100, KERNEL_RAM + 0x400, KERNEL_RAM + 0x800, KERNEL_RAM + 0xFFC,
        /* the victim: header, code; RAM right below ours */
        APP_FLASH, APP_FLASH + 1, APP_FLASH + 0x40, APP_FLASH + 0x200, o.ram_start - 1,
        o.ram_start - 4, o.ram_start - 0x100, o.ram_start - 0x190, o.ram_start - 0x400,
        /* own grants, queue and control block; behind them */
        o.grant_start, o.grant_start + 3, o.ram_end - 4, o.ram_end - 1, o.ram_end - 0x80,
        o.ram_end - 0x100, o.ram_end - 0x180, o.ram_end, o.ram_end + 1, o.ram_end + 0x400,
        RAM_END - 4, RAM_END, RAM_END + 0x1000,
        /* flash around ours */
        o.flash_start - 1, o.flash_start - 4, o.flash_end, o.flash_end + 1, FLASH_END - 4,
        FLASH_END,
        /* aliases of single bits on Cortex-M: of RAM and of peripherals */
        0x22000000, 0x22000020, 0x22001000, 0x22008000, 0x221FFFFC, 0x42000000, 0x42180000,
        /* nothing, on most boards */
        0x00000000, 0x01000000, 0x10000000, 0x1FFFFFFC, 0x60000000, 0x80000000, 0xA0000000,
        0xC0000000, 0xDFFFFFFC, 0xF0000000, 0xFFFFFF00, 0xFFFFFFFC, 0xFFFFFFFF,
    };
    /* clang-format on */
    if (index < COUNT(foreign))
        *address = foreign[index];
    else if (index - COUNT(foreign) < places()->device_count)
        *address = places()->devices[index - COUNT(foreign)];
    else
        return false;
    return true;
}

/* Values of the stack pointer that leave no room for an exception frame of ours, and a few that
 * just do. */
UNUSED static bool bad_stack(unsigned index, uint32_t *sp) {
    struct memory_layout o = own();
    /* clang-format off */
    uint32_t stacks[] = {
        0, 4, 0x1C, 0x20, 0x100, APP_FLASH - 0x20, KERNEL_RAM, KERNEL_RAM + 4, KERNEL_RAM + 0x20,
        KERNEL_RAM + 0x100, KERNEL_RAM + 0x400, KERNEL_RAM + 0x7E0, KERNEL_RAM + 0x800,
        KERNEL_RAM + 0xC00, KERNEL_RAM + 0xFF8, KERNEL_RAM + 0x1010,
        /* below and at the start of our RAM */
        o.ram_start - 0x400, o.ram_start - 0x100, o.ram_start - 8, o.ram_start, o.ram_start + 4,
        o.ram_start + 8, o.ram_start + 0x10, o.ram_start + 0x18, o.ram_start + 0x1C,
        /* fits: the frame is all there is */
        o.ram_start + 0x20, o.ram_start + 0x24, o.ram_break, o.ram_break - 4,
        /* above the break, in the gap, in the grants, behind us */
        o.ram_break + 4, o.ram_break + 8, o.ram_break + 0x18, o.ram_break + 0x20,
        o.ram_break + 0x28, o.ram_break + 0x40, o.ram_break + 0x100, o.grant_start,
        o.grant_start + 4, o.grant_start + 0x20, o.grant_start + 0x40, o.ram_end - 0x190,
        o.ram_end - 0x100, o.ram_end - 0xC8, o.ram_end, o.ram_end + 4, o.ram_end + 0x20,
        o.ram_end + 0x100, RAM_END, RAM_END + 0x20,
        /* flash: ours, the victim's; devices, the core of a Cortex-M, nothing */
        o.flash_start + 0x80, o.flash_end, APP_FLASH + 0x100, places()->devices[0] + 0x20,
        places()->device + 0x20, places()->devices[1] + 0x80, 0xE000E120, 0xE000ED20, 0xE000EDB4,
        0x22000040, 0x60000000, 0xA0000020, 0xFFFFFFE0, 0xFFFFFFF8, 0xFFFFFFFC,
    };
    /* clang-format on */
    if (index >= COUNT(stacks))
        return false;
    *sp = stacks[index];
    return true;
}

#endif
