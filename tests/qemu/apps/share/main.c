/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Never yields for a second, and tells how far it came. Several of them measure between the same two
 * moments, so what they count compares how much of the CPU each got. */
#include "tests/qemu/raw/raw.h"

#define BEGIN_MS 100
#define END_MS 1100

static void until(uint32_t ticks, uint32_t *rounds) {
    while (now_ticks() < ticks) {
        for (uint32_t i = 0; i < 50; i++)
            __asm__ volatile("");
        (*rounds)++;
    }
}

int raw_main(const struct start *start) {
    (void)start;
    uint32_t before = 0, rounds = 0;
    until(ms_to_ticks(BEGIN_MS), &before);
    until(ms_to_ticks(END_MS), &rounds);
    sleep_ms(100);
    put_line("share: ", rounds, " rounds\n");
    return 0;
}
