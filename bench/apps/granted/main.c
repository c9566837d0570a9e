/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Uses one driver more each time (bench/capsules/many), and looks at what the same calls take then. */
#include "bench/windows.h"
#include "tests/qemu/raw/raw.h"

#define DRIVER_SAMPLE 0x90011
#define SAMPLES 15

static void nothing(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg0;
    (void)arg1;
    (void)arg2;
    (void)appdata;
}

int raw_main(const struct start *start) {
    (void)start;
    subscribe(DRIVER_CONSOLE, 1, nothing, NULL);
    for (uint32_t n = 0; n < SAMPLES; n++) {
        WINDOW_BEGINS(FIRST_SUBSCRIBE);
        subscribe(DRIVER_SAMPLE + n, 0, nothing, NULL);
        WINDOW_ENDS(FIRST_SUBSCRIBE);
        WINDOW_BEGINS(SUBSCRIBE);
        subscribe(DRIVER_CONSOLE, 1, nothing, NULL);
        WINDOW_ENDS(SUBSCRIBE);
        WINDOW_BEGINS(NULL_COMMAND);
        command(DRIVER_CONSOLE, 0, 0, 0);
        WINDOW_ENDS(NULL_COMMAND);
    }
    put("granted: done\n");
    return 0;
}
