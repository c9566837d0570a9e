/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a structure with a pointer inside a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union word {
    struct {
        uint32_t a, b;
    } numbers;
    struct {
        struct device *device;
        uint32_t b;
    } reference;
};
static union word word;

static void poke(uint32_t address) {
    word.numbers.a = address;
    word.reference.device->count = 0;
}
