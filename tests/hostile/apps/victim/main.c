/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The program that must not notice anything: keeps a secret and beats every 100 ms. */
#include "tests/hostile/hostile.h"

#include <string.h>

#define WORDS 64
static uint32_t secret[WORDS];
static uint32_t copy_sum;
static volatile uint32_t woken;

static void wake(uint32_t now, uint32_t expiration, uint32_t unused, void *appdata) {
    (void)now;
    (void)expiration;
    (void)unused;
    woken = (uintptr_t)appdata;
}

static uint32_t sum(void) {
    uint32_t total = 0;
    for (unsigned i = 0; i < WORDS; i++)
        total = total * 31 + secret[i];
    return total;
}

int main(void) {
    for (unsigned i = 0; i < WORDS; i++)
        secret[i] = 0xA138185Au ^ 0xFFFFFFFFu; /* 0x5EC7E7A5 */
    copy_sum = sum();
    uint32_t period = command(DRIVER_ALARM, 1, 0, 0).values[0] / 10;
    uint32_t due = now_ticks();
    tell("victim", 2, (uint32_t)(uintptr_t)secret, period);
    for (uint32_t beat = 1;; beat++) {
        /* Half of the beats wait as blocking libraries do, half with a function. */
        bool waits_for = (beat & 1) != 0;
        if (!waits_for) {
            woken = 0;
            subscribe(DRIVER_ALARM, 0, wake, (void *)(uintptr_t)beat);
        }
        command(DRIVER_ALARM, 6, due, period);
        if (waits_for) {
            yield_wait_for(DRIVER_ALARM, 0);
        } else {
            while (woken != beat)
                yield_wait();
            subscribe(DRIVER_ALARM, 0, NULL, NULL);
        }
        due += period;
        uint32_t late = now_ticks() - due;
        tell(sum() == copy_sum ? "beat" : "CORRUPT beat", 2, beat, late);
    }
}
