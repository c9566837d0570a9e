/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: another order of bytes by a pragma */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

#pragma scalar_storage_order big-endian
struct record {
    uint32_t value;
};

static uint32_t value(const struct record *r) {
    return r->value;
}
