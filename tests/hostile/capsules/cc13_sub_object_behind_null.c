/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a member far inside behind a null pointer */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE far {
    uint8_t before[4096];
    struct sample sample;
};

static void poke(struct sample *s) {
    s->value = 0;
}

static void run(struct far *none) {
    poke(&none->sample);
}
