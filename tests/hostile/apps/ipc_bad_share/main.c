/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Shares buffers that cannot be shared exactly: unaligned, tiny, at the edges, all it has; the
 * partner (ipc_rewriter) then reaches one byte past. What surrounds must stay as it was. */
#include "tests/hostile/hostile.h"

static uint8_t area[256] __attribute__((aligned(256)));

int main(void) {
    static const uint8_t shapes[][2] = {{0, 32},  {0, 1},   {1, 32},  {4, 60},  {32, 32}, {31, 1},
                                        {0, 64},  {64, 63}, {32, 96}, {16, 32}, {96, 32}, {0, 127},
                                        {3, 125}, {8, 8},   {63, 2},  {0, 96}};
    uint32_t n = lives("ipc_bad_share");
    struct memory_layout o = own();
    allow_ro(DRIVER_IPC, 0, "ipc_rewriter", 12);
    struct syscall_return found = command(DRIVER_IPC, 1, 0, 0);
    for (unsigned i = 0; i < COUNT(shapes); i++) {
        uint32_t start = shapes[i][0], length = shapes[i][1];
        for (unsigned k = 0; k < sizeof(area); k++)
            area[k] = 0;
        allow_rw(DRIVER_IPC, found.values[0], area + start, length);
        command(DRIVER_IPC, 2, found.values[0], 0);
        sleep_ms(12);
        for (unsigned k = 0; k < sizeof(area); k++)
            if (area[k] != 0 && (k < start || k >= start + length))
                tell("@bad reached", 3, start, length, k);
        allow_rw(DRIVER_IPC, found.values[0], NULL, 0);
    }
    /* Up to the very break. */
    allow_rw(DRIVER_IPC, found.values[0], (void *)(o.ram_break - 32), 32);
    command(DRIVER_IPC, 2, found.values[0], 0);
    sleep_ms(12);
    (void)n;
    finish();
}
