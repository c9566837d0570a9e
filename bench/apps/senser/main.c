/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Asks the board's sensor every second and prints what it says. None of the boards has a sensor: in its place is a
 * pin that is read, or the source of random bytes, which answers by an interrupt. */
#include "bench/windows.h"
#include "tests/qemu/raw/raw.h"

#define READ_PIN 6
#define GET_BYTES 1

static uint32_t pin(void) {
    return command(DRIVER_GPIO, READ_PIN, 0, 0).values[0];
}

static uint32_t random_bytes(void) {
    uint32_t sample = 0;
    allow_rw(DRIVER_RNG, 0, &sample, sizeof sample);
    command(DRIVER_RNG, GET_BYTES, sizeof sample, 0);
    yield_wait_for(DRIVER_RNG, 0);
    allow_rw(DRIVER_RNG, 0, NULL, 0);
    return *(volatile uint32_t *)&sample;
}

int raw_main(const struct start *start) {
    (void)start;
    bool has_pin = command(DRIVER_GPIO, 0, 0, 0).variant == RETURN_SUCCESS;
    for (;;) {
        sleep_ms(1000);
        put_line("sensed ", has_pin ? pin() : random_bytes(), "\n");
    }
}
