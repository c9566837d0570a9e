/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A capsule that is built in one of two ways, and macros of its own. */
#include "tests/benign/variants.h"

#define MAX_OF(a, b) ((a) > (b) ? (a) : (b))
#define EACH_WORD(i) for (uint32_t i = 0; i < VARIANTS_WORDS; i++)
#define WORD(self, i) ((self)->words[(i)])

uint32_t variants_sum(const struct variants *self) {
    uint32_t sum = 0;
    EACH_WORD(i) {
        sum += WORD(self, i);
    }
    return sum;
}

uint32_t variants_largest(const struct variants *self) {
    uint32_t largest = 0;
    EACH_WORD(i) {
#ifdef VARIANTS_LARGE
        largest = MAX_OF(largest, WORD(self, i));
#else
        largest = WORD(self, i);
#endif
    }
    return largest;
}
_Static_assert(VARIANTS_WORDS >= 4, "too few");
