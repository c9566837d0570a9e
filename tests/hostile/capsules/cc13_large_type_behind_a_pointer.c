/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a null pointer to something larger than the first page reaches what follows it */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE huge {
    uint32_t words[1u << 20];
};

static void poke(struct huge *h, uint32_t i) {
    h->words[i] = 0;
}

static void run(uint32_t i) {
    poke(NULL, i);
}
