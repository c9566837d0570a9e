/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Toggles every pin and LED, with interrupts on for all of them, and for all buttons. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t pins = command(DRIVER_GPIO, 10, 0, 0).values[0];
    for (uint32_t pin = 0; pin < pins; pin++) {
        command(DRIVER_GPIO, 7, pin, 0);
        command(DRIVER_GPIO, 1, pin, 0);
        command(DRIVER_GPIO, 7, pin, 0);
        command(DRIVER_BUTTON, 1, pin, 0);
    }
    tell("@done", 1, pins);
    for (uint32_t i = 0;; i++) {
        for (uint32_t number = 1; number < 10; number++)
            command(DRIVER_GPIO, number, i % (pins + 1), i & 3);
        command(DRIVER_GPIO, 1, i % (pins + 1), 0);
        command(DRIVER_GPIO, 4, i % (pins + 1), 0);
        command(DRIVER_LED, 3, 0, 0);
        if (i % 8 == 0)
            yield_no_wait();
    }
}
