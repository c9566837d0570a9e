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

#include "memory.h"
#include "process_info.h"
#include "syscall.h"

#include <stdarg.h>

#define UNUSED __attribute__((unused))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Places of the board that nobody but the kernel may touch. */
#define KERNEL_RAM 0x20000000u
#define KERNEL_FLASH 0x00000000u
#define APP_FLASH 0x0000C000u /* the victim is the first app */
#define FLASH_END 0x00040000u
#define RAM_END 0x20010000u

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

/* ---- Accesses that the compiler leaves alone ---- */

UNUSED static uint32_t load8(uint32_t address) {
    uint32_t value;
    __asm__ volatile("ldrb %0, [%1]" : "=r"(value) : "r"(address) : "memory");
    return value;
}

UNUSED static uint32_t load32(uint32_t address) {
    uint32_t value;
    __asm__ volatile("ldr %0, [%1]" : "=r"(value) : "r"(address) : "memory");
    return value;
}

UNUSED static void store8(uint32_t address, uint32_t value) {
    __asm__ volatile("strb %1, [%0]" : : "r"(address), "r"(value) : "memory");
}

UNUSED static void store32(uint32_t address, uint32_t value) {
    __asm__ volatile("str %1, [%0]" : : "r"(address), "r"(value) : "memory");
}

UNUSED static void jump(uint32_t address) {
    __asm__ volatile("blx %0" : : "r"(address) : "r0", "r1", "r2", "r3", "r12", "lr", "memory");
}

UNUSED static uint32_t control(void) {
    uint32_t value;
    __asm__ volatile("mrs %0, CONTROL" : "=r"(value));
    return value;
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

/* Addresses of every kind that is not ours, and edges of what is. `index` counts up; false at the
 * end. */
UNUSED static bool foreign_place(unsigned index, uint32_t *address) {
    struct memory_layout o = own();
    /* clang-format off */
    uint32_t places[] = {
        /* kernel: vectors, code, attributes; its RAM */
        0x00000000, 0x00000004, 0x0000000C, 0x00000040, 0x00000100, 0x00000401, 0x00001002,
        0x00003FFC, 0x00007FFF, 0x0000BFFC, 0x0000BFFF, KERNEL_RAM, KERNEL_RAM + 1,
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
        FLASH_END, 0x01000000, 0x10000000, 0x1FFFFFFC,
        /* bit-band aliases of RAM and of peripherals */
        0x22000000, 0x22000020, 0x22001000, 0x22008000, 0x221FFFFC, 0x42000000, 0x42180000,
        /* peripherals: watchdog, GPIO, UART, timers, flash, system control */
        0x40000000, 0x40000C00, 0x40004000, 0x400043FC, 0x4000C000, 0x4000C018, 0x40024000,
        0x40025000, 0x40030000, 0x40031000, 0x400FD000, 0x400FE000, 0x400FE060, 0x40100000,
        /* elsewhere */
        0x60000000, 0x80000000, 0xA0000000, 0xC0000000, 0xDFFFFFFC, 0xF0000000, 0xFFFFFF00,
        0xFFFFFFFC, 0xFFFFFFFF,
    };
    /* clang-format on */
    if (index >= COUNT(places))
        return false;
    *address = places[index];
    return true;
}

/* Values of the stack pointer that leave no room for an exception frame of ours, and a few that
 * just do. */
UNUSED static bool bad_stack(unsigned index, uint32_t *sp) {
    struct memory_layout o = own();
    /* clang-format off */
    uint32_t places[] = {
        0, 4, 0x1C, 0x20, 0x100, 0xBFE0, KERNEL_RAM, KERNEL_RAM + 4, KERNEL_RAM + 0x20,
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
        /* flash: ours, the victim's; peripherals, core, nothing */
        o.flash_start + 0x80, o.flash_end, APP_FLASH + 0x100, 0x40000020, 0x4000C020, 0x400FE080,
        0xE000E120, 0xE000ED20, 0xE000EDB4, 0x22000040, 0x60000000, 0xA0000020, 0xFFFFFFE0,
        0xFFFFFFF8, 0xFFFFFFFC,
    };
    /* clang-format on */
    if (index >= COUNT(places))
        return false;
    *sp = places[index];
    return true;
}

/* Runs instructions on another stack, and comes back if that was survived. The instructions may use
 * r0 to r3; they get r0 to r3 from `arguments`. */
#define ON_STACK(sp_value, arguments, instructions)    \
    __asm__ volatile("mov r8, sp\n"                    \
                     "mov r10, %0\n"                   \
                     "ldm %1, {r0-r3}\n"               \
                     "mov sp, r10\n" instructions "\n" \
                     "mov sp, r8\n"                    \
                     :                                 \
                     : "r"(sp_value), "r"(arguments)   \
                     : "r0", "r1", "r2", "r3", "r8", "r10", "r12", "lr", "memory", "cc")

#endif
