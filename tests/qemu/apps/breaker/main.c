/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Asks the drivers of tests/qemu/capsules/broken again and again, and says how they answer when that
 * changes. Registers that a command leaves alone are looked at each time. */
#include "tests/qemu/raw/raw.h"

#include "tests/qemu/capsules/numbers.h"

/* A command with the registers that it must not touch filled. */
static uint32_t ask(uint32_t driver, uint32_t number) {
    register uint32_t r0 __asm__("r0") = driver;
    register uint32_t r1 __asm__("r1") = number;
    register uint32_t r2 __asm__("r2") = 0;
    register uint32_t r3 __asm__("r3") = 0;
    register uint32_t r4 __asm__("r4") = 0x44444444;
    register uint32_t r5 __asm__("r5") = 0x55555555;
    register uint32_t r8 __asm__("r8") = 0x88888888;
    register uint32_t r10 __asm__("r10") = 0xAAAAAAAA;
    register uint32_t r11 __asm__("r11") = 0xBBBBBBBB;
    __asm__ volatile("svc 2"
                     : "+r"(r0), "+r"(r1), "+r"(r2), "+r"(r3), "+r"(r4), "+r"(r5), "+r"(r8),
                       "+r"(r10), "+r"(r11)
                     :
                     : "memory");
    if (r4 != 0x44444444 || r5 != 0x55555555 || r8 != 0x88888888 || r10 != 0xAAAAAAAA ||
        r11 != 0xBBBBBBBB) {
        put("breaker: a command changed registers\n");
    }
    return r0 == RETURN_SUCCESS ? 0 : r1;
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
