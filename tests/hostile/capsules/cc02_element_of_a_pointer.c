/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: ELEMENT with a pointer: its length would be that of the pointer */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint8_t fourth(const uint8_t *byte) {
    return *ELEMENT(byte, 3);
}

static uint8_t read(struct device *self) {
    uint8_t local = (uint8_t)self->count;
    return fourth(&local);
}
