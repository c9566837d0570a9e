/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: ELEMENT of an array whose elements have no size: a division by zero */
/* expect: CC13|CC02|CC06|CC09 */
#include "tests/hostile/capsules/device.h"

struct nothing {};
static struct nothing none[4];

static const struct nothing *run(uint32_t i) {
    return ELEMENT(none, i);
}
