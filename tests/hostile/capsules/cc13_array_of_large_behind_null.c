/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: elements in a structure behind a null pointer */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE far {
    struct sample samples[1024];
};

static void run(struct far *none, uint32_t i) {
    none->samples[i].value = 0;
}
