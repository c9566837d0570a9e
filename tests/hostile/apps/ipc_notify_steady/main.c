/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Notifies the victim a dozen times a millisecond, and sleeps in between. */
#include "tests/hostile/hostile.h"

int main(void) {
    tell("@done", 0);
    for (;;) {
        for (uint32_t i = 0; i < 12; i++)
            command(DRIVER_IPC, 2 + (i & 1), 0, 0);
        sleep_ms(1);
    }
}
