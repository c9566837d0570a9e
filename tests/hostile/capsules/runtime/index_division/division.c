/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: division by zero, which is nothing to the CPU and undefined to the compiler. It takes
 * `index % 0` for less than 3 and leaves out the first comparison of the loop, on which the checker
 * relies; the CPU answers `index`, and 3 is the reference to what lies behind the array, which the
 * compiler's own check lets pass */
/* expect: trap index */
#include "tests/hostile/capsules/runtime/index_division/division.h"

struct words {
    uint32_t values[3];
    struct buffer *behind;
};
static struct words words;

static void store(uint32_t *word, uint32_t value) {
    *word = value;
}

static void division_store(uint32_t index, uint32_t zero, uint32_t value) {
    for (uint32_t i = index % (zero & 3u); i < 3u; i++) {
        store(&words.values[i], value);
        break;
    }
    if (words.behind != NULL) {
        (void)buffer_put(words.behind, 1);
    }
}

void division_run(struct division *self) {
    division_store(self->index, self->zero, self->value);
}
