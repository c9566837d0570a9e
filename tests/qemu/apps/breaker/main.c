/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Asks the drivers of tests/qemu/capsules/broken again and again, and says how they answer when that
 * changes. Registers that a command leaves alone are looked at each time. */
#include "tests/qemu/capsules/numbers.h"
#include "tests/qemu/raw/probe.h"
#include "tests/qemu/raw/raw.h"

#define RESULTS 2 /* registers that the answer takes */

/* A command with the registers that it must not touch filled. */
static uint32_t ask(uint32_t driver, uint32_t number) {
    struct registers in, out;
    for (uint32_t i = 0; i < REGISTERS; i++)
        in.r[i] = 0x11111111 * (i % 16);
    in.r[0] = driver;
    in.r[1] = number;
    in.flags = 0;
    probe_2(&in, &out);
    for (uint32_t i = RESULTS; i < REGISTERS; i++)
        if (out.r[i] != in.r[i])
            put("breaker: a command changed registers\n");
    return out.r[0] == RETURN_SUCCESS ? 0 : out.r[1];
}

/* Asks, and says so if the answer is not that of the last time. */
static void look(uint32_t driver, uint32_t number, const char *name, uint32_t *answer) {
    uint32_t before = *answer;
    *answer = ask(driver, number);
    if (*answer != before) {
        put_line(name, *answer, "\n");
    }
}

int raw_main(const struct start *start) {
    (void)start;
    uint32_t broken = 99;
    uint32_t over = 99;
    uint32_t later = 99;
    sleep_ms(300);
    for (;;) {
        look(DRIVER_BROKEN, 1, "breaker: broken ", &broken);
        look(DRIVER_OVER, 1, "breaker: over ", &over);
        look(DRIVER_BROKEN, 2, "breaker: later ", &later);
        sleep_ms(100);
    }
}
