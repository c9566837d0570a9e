/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Watches the clock without a pause: where it jumps, somebody else had the CPU. */
#include "tests/qemu/raw/raw.h"

#define PAUSES 10
#define JUMP_US 1000

struct pause {
    uint32_t from;
    uint32_t to;
};

static void print(const char *what, uint32_t ticks) {
    put("slices: ");
    put(what);
    put_decimal(ticks * 1000 / ms_to_ticks(1));
    put(" us\n");
}

int raw_main(const struct start *start) {
    (void)start;
    struct pause pauses[PAUSES];
    uint32_t count = 0, jump = ms_to_ticks(JUMP_US) / 1000, last = now_ticks();
    while (count < PAUSES) {
        uint32_t now = now_ticks();
        if (now - last > jump)
            pauses[count++] = (struct pause){last, now};
        last = now;
    }
    for (uint32_t i = 1; i < PAUSES; i++) {
        print("kept for ", pauses[i].from - pauses[i - 1].to);
        print("away for ", pauses[i].to - pauses[i].from);
    }
    return 0;
}
