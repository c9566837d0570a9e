/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a number as a function through a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union entry {
    uint32_t address;
    void (*function)(void);
};

static void jump(uint32_t address) {
    union entry e = {.address = address};
    e.function();
}
