/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: misaligned members by a pragma */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

#pragma pack(push, 1)
struct record {
    uint8_t kind;
    uint32_t value;
};
#pragma pack(pop)

static uint32_t value(const struct record *r) {
    return r->value;
}
