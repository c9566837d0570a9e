/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Takes all memory, then asks every driver for something, in another order each life; gives some
 * back, and asks again. */
#include "tests/hostile/hostile.h"

static const uint32_t drivers[] = {DRIVER_ALARM,  DRIVER_CONSOLE,     DRIVER_LED,
                                   DRIVER_BUTTON, DRIVER_GPIO,        DRIVER_LOW_LEVEL_DEBUG,
                                   DRIVER_IPC,    DRIVER_PROCESS_INFO};

int main(void) {
    uint32_t n = 0;
    uintptr_t old;
    /* The first thing of each life: nothing has a grant yet. Lives are counted in what is left. */
    struct memory_layout o = own();
    uint32_t give = 4 + (now_ticks() >> 3) % 64;
    while (memory_grow(64, &old) == OK)
        continue;
    while (memory_grow(4, &old) == OK)
        continue;
    uint32_t first = (now_ticks() >> 2) % 8, answers = 0;
    for (uint32_t round = 0; round < 40; round++) {
        for (uint32_t i = 0; i < COUNT(drivers); i++) {
            uint32_t driver = drivers[(first + i * 3) % 8];
            answers += command(driver, 0, 0, 0).variant;
            answers += command(driver, 1, 0, 0).variant;
            answers += subscribe(driver, 0, NULL, NULL).variant;
            answers += allow_ro(driver, 0, NULL, 0).variant;
            answers += allow_rw(driver, 0, NULL, 0).variant;
            struct memory_layout l = own();
            if (l.grant_start < l.ram_break || l.grant_start > l.ram_end)
                tell("@bad grants over memory", 2, l.grant_start, l.ram_break);
        }
        memory_grow(-(intptr_t)give, &old);
    }
    memory_set_break(o.ram_break);
    n = lives("grant_exhaustion");
    if (n >= 30)
        finish();
    tell("@survived grants", 3, n, give, answers);
    next_life();
}
