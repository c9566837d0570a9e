/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: misaligned members */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

struct __attribute__((packed)) record {
    uint8_t kind;
    uint32_t value;
};

static uint32_t *value(struct record *r) {
    return &r->value;
}
