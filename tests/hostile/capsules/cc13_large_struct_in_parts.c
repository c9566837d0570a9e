/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same with structures in a structure, each small enough */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

struct part {
    uint8_t bytes[512];
};
struct row {
    struct part parts[1024];
};
struct STATIC_TYPE huge {
    struct row rows[1024];
};

static void poke(const struct huge *h, uint32_t i, uint32_t j) {
    (void)h->rows[i].parts[j].bytes[0];
}

static void run(uint32_t i, uint32_t j) {
    poke(NULL, i, j);
}
