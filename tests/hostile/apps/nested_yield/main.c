/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Yields inside upcalls inside upcalls, until the stack is full. */
#include "tests/hostile/hostile.h"

static void upcall(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a, (void)b, (void)c;
    command(DRIVER_ALARM, 5, 0, 0); /* queues the next one at once */
    yield_wait();
    *(volatile uint32_t *)appdata += 1;
}

int main(void) {
    static uint32_t returned;
    uint32_t n = lives("nested_yield");
    if (n >= 5)
        finish();
    tell("@try nest", 1, n);
    subscribe(DRIVER_ALARM, 0, upcall, &returned);
    command(DRIVER_ALARM, 5, 0, 0);
    yield_wait();
    tell("@lived nest", 2, n, returned);
    next_life();
}
