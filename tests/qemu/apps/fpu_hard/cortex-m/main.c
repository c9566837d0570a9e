/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Floating point as the compiler makes it, with floating-point arguments in registers of the unit. The
 * same sum again and again, which takes several slices. */
#ifndef NAME
#define NAME "fpu_hard"
#endif
#include "tests/qemu/raw/raw.h"

#define TERMS 60000

__attribute__((noinline)) static float next(float x, float scale, float offset) {
    return x * scale + offset;
}

/* Several sums at once, so that the registers are full. */
__attribute__((noinline)) static float sum(unsigned terms) {
    float s[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    for (unsigned i = 0; i < terms; i++)
        for (unsigned n = 0; n < 8; n++)
            s[n] = next(s[n], 0.99f - 0.01f * (float)n, (float)n / 3.0f);
    float all = 0;
    for (unsigned n = 0; n < 8; n++)
        all += s[n];
    return all;
}

int raw_main(const struct start *start) {
    (void)start;
    volatile unsigned terms =
        TERMS; /* that the compiler does not know that it is always the same */
    for (;;) {
        union {
            float value;
            uint32_t bits;
        } result = {sum(terms)};
        put_line(NAME ": ", result.bits, "\n");
    }
}
