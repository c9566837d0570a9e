/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a vector: subscripts that are not those of an array */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

typedef uint32_t vector __attribute__((vector_size(16)));
static vector v;

static void set(uint32_t i, uint32_t value) {
    v[i] = value;
}
