/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of a local is returned */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static uint32_t *make(uint32_t value) {
    uint32_t local = value;
    uint32_t *p = &local;
    return p;
}

static uint32_t run(uint32_t value) {
    return *make(value);
}
