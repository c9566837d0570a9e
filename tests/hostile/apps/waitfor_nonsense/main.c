/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Waits for upcalls that do not exist. Waits for ever, and nobody minds; a restart tries the next. */
#include "tests/hostile/hostile.h"

int main(void) {
    static const uint32_t pairs[][2] = {
        {0, 1},       {1, 0},        {1, 3}, {0x99, 0}, {0xFFFFFFFF, 0},         {0, 0xFFFFFFFF},
        {0x10000, 0}, {0x10000, 99}, {8, 0}, {2, 0},    {0x80000000, 0x80000000}};
    uint32_t n = lives("waitfor_nonsense");
    tell("@done", 0);
    command(DRIVER_ALARM, 5, 100, 0);
    yield_wait_for(pairs[n % COUNT(pairs)][0], pairs[n % COUNT(pairs)][1]);
    tell("@bad woken from", 2, pairs[n % COUNT(pairs)][0], pairs[n % COUNT(pairs)][1]);
    next_life();
}
