/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lends buffers, takes them back, swaps them and changes what is in them, while the drivers of storage are at
 * work on them; gives commands without waiting; and dies in the midst of it, to be restarted. */
#include "syscall.h"

#include <stdio.h>

#define ROUNDS 400u
#define ROOM 600u

static uint8_t buffers[2][ROOM];
static uint32_t state = 0x2545F491u;

static uint32_t any(uint32_t below) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
}

static void lend_any(uint32_t driver) {
    uint8_t *buffer = buffers[any(2)] + any(40);
    size_t length = any(3) == 0 ? 0 : any(ROOM - 40);
    if (any(2))
        allow_rw(driver, any(2), length == 0 ? NULL : buffer, length);
    else
        allow_ro(driver, any(3), length == 0 ? NULL : buffer, any(4) == 0 ? any(70) : length);
}

static void nothing(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a;
    (void)b;
    (void)c;
    (void)appdata;
}

int main(void) {
    static const uint32_t drivers[] = {DRIVER_KEY_VALUE, DRIVER_NONVOLATILE, DRIVER_ISOLATED};
    uint32_t seed = 0;
    for (uint32_t i = 0; i < sizeof seed; i++)
        seed = seed << 8 | (uint8_t)(uintptr_t)&seed;
    state ^= seed;
    for (uint32_t i = 0; i < ROUNDS; i++) {
        uint32_t driver = drivers[any(3)];
        lend_any(driver);
        (void)command(driver, any(8), any(4) == 0 ? any(UINT32_MAX) : any(5000),
                      any(4) == 0 ? any(UINT32_MAX) : any(700));
        lend_any(driver);
        buffers[any(2)][any(ROOM)] ^= 0xFF;
        if (any(3) == 0)
            (void)subscribe(driver, any(4), any(2) ? nothing : NULL, NULL);
        for (uint32_t yields = any(4); yields > 0; yields--)
            (void)yield_no_wait();
    }
    printf("juggler: drops everything\n");
    __builtin_trap();
    return 0;
}
