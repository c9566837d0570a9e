/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an anonymous union inside an anonymous structure in an array */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static struct {
    struct {
        union {
            uint32_t number;
            struct manager *manager;
        };
    } entries[2];
} table;

static void poke(uint32_t address) {
    table.entries[1].number = address;
    table.entries[1].manager->count = 0;
}
