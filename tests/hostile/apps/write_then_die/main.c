/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Starts long writes, reads and alarms, and dies or restarts before they end. */
#include "tests/hostile/hostile.h"

static char text[400];

int main(void) {
    uint32_t n = lives("write_then_die");
    if (n >= 150)
        finish();
    for (unsigned i = 0; i < sizeof(text); i++)
        text[i] = i % 50 == 49 ? '\n' : '-';
    allow_ro(DRIVER_CONSOLE, 1, text, sizeof(text));
    allow_rw(DRIVER_CONSOLE, 1, text, sizeof(text));
    command(DRIVER_CONSOLE, 1, sizeof(text), 0);
    command(DRIVER_CONSOLE, 2, 20, 0);
    command(DRIVER_ALARM, 5, n * 100, 0);
    command(DRIVER_LOW_LEVEL_DEBUG, 3, n, n);
    for (volatile uint32_t i = 0; i < n * 40; i++)
        continue;
    if (n % 3 == 0)
        load32(KERNEL_RAM);
    if (n % 3 == 1)
        exit_restart(n);
    command(DRIVER_PROCESS_INFO, 6, own_number("write_then_die"), PROCESS_INFO_FAULT);
    next_life();
}
