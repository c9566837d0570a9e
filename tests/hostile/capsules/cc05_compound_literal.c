/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of a compound literal is returned */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static struct sample *make(uint32_t value) {
    return &(struct sample){0, value};
}

static uint32_t run(uint32_t value) {
    return make(value)->value;
}
