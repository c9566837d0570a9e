/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Asks the drivers of capsules that mean harm (tests/hostile/capsules/runtime) for what they try, with
 * one pair of arguments after another. */
#include "tests/hostile/hostile.h"

static const uint8_t numbers[] = {3, 10, 11, 13, 14, 15, 22, 27, 28, 29, 30};
static uint8_t buffer[40];

static void ignore(uint32_t a, uint32_t b, uint32_t c, void *data) {
    (void)a;
    (void)b;
    (void)c;
    (void)data;
}

static void probe(uint32_t driver) {
    static const uint32_t arguments[][2] = {
        {0, 0}, {1, 1},          {8, 0}, {8, 256},
        {9, 4}, {0xFFFFFFFF, 1}, {4, 4}, {0x7FFFFFFF, 0xFFFFFFFF}};
    allow_rw(driver, 0, buffer, sizeof(buffer));
    allow_ro(driver, 0, buffer, sizeof(buffer));
    subscribe(driver, 0, ignore, NULL);
    tell("@works", 2, driver, command(driver, 1, 41, 0).values[0]);
    for (unsigned i = 0; i < COUNT(arguments); i++) {
        command(driver, 2, arguments[i][0], arguments[i][1]);
        while (yield_no_wait())
            continue;
    }
    struct syscall_return last = command(driver, 1, 41, 0);
    tell("@last", 3, driver, last.variant, last.values[0]);
}

int main(void) {
    for (unsigned i = 0; i < COUNT(numbers); i++)
        if (syscall_succeeded(command(0x90000 + numbers[i], 0, 0, 0)))
            probe(0x90000 + numbers[i]);
    tell("@done", 0);
    for (;;)
        yield_wait();
}
