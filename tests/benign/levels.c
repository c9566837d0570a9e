/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A bar of lights for a value: types by typedef, single statements without braces. */
#include "tests/benign/levels.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define MIN(a, b) ((a) < (b) ? (a) : (b))

typedef uint16_t permille_t;

static permille_t clamp(uint32_t x) {
    return (permille_t)MIN(x, 1000u);
}

void levels_show(const levels_t *self, uint32_t permille) {
    const permille_t p = clamp(permille);
    const unsigned lit = (p * self->used + 999u) / 1000u;
    for (unsigned i = 0; i < ARRAY_SIZE(self->pins) && i < self->used; i++)
        if (self->pins[i])
            gpio_set(self->pins[i], i < lit);
}
