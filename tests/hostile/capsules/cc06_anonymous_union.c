/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an anonymous union inside a structure */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE entry {
    uint32_t kind;
    union {
        uint32_t number;
        struct device *device;
    };
};
static struct entry entry;

static void poke(uint32_t address) {
    entry.number = address;
    entry.device->count = 0;
}
